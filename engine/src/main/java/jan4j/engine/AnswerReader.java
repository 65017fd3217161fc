package jan4j.engine;

import jan4j.core.GenerationEvent;
import jan4j.core.TokenLogprob;
import jan4j.model.dialect.OutputEvent;
import jan4j.model.dialect.OutputParser;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/// Turns the text of a worker's answer into events by the model's dialect. One thread.
///
/// The probabilities of tokens go with the text that they became; those of reasoning and calls are
/// left out, as OpenAI's `logprobs` are those of the content alone.
final class AnswerReader {
  private static final Random RANDOM = new SecureRandom();
  private static final String ID_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final Pattern USABLE_ID = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

  /// As long as OpenAI's, but for the families whose templates demand nine characters.
  private static final int ID_LENGTH = 24;

  private static final int SHORT_ID_LENGTH = 9;

  private final OutputParser parser;
  private final boolean shortIds;
  private final List<TokenLogprob> pending = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private int calls;

  /// @param shortIds whether the ids of calls are nine letters and digits
  AnswerReader(OutputParser parser, boolean shortIds) {
    this.parser = parser;
    this.shortIds = shortIds;
  }

  /// Takes a piece of the answer.
  List<GenerationEvent> piece(String text, List<TokenLogprob> logprobs) {
    pending.addAll(logprobs);
    return events(parser.accept(text));
  }

  /// The answer is over.
  List<GenerationEvent> end() {
    List<GenerationEvent> out = events(parser.end());
    if (!pending.isEmpty() && calls == 0) {
      out.add(text(""));
    }
    return out;
  }

  /// Whether a call was complete.
  boolean hasCalled() {
    return calls > 0;
  }

  private List<GenerationEvent> events(List<OutputEvent> read) {
    List<GenerationEvent> out = new ArrayList<>();
    for (OutputEvent event : read) {
      switch (event) {
        case OutputEvent.Text t -> out.add(text(t.text()));
        case OutputEvent.Reasoning r -> {
          pending.clear();
          out.add(new GenerationEvent.ReasoningDelta(r.text()));
        }
        case OutputEvent.CallStart c -> {
          pending.clear();
          out.add(new GenerationEvent.ToolCallStart(c.index(), id(c.id()), c.name()));
        }
        case OutputEvent.CallArguments c -> {
          pending.clear();
          out.add(new GenerationEvent.ToolCallDelta(c.index(), c.fragment()));
        }
        case OutputEvent.CallEnd c -> {
          calls++;
          pending.clear();
          out.add(new GenerationEvent.ToolCallEnd(c.index()));
        }
        case OutputEvent.Broken b ->
            System.getLogger(AnswerReader.class.getName())
                .log(System.Logger.Level.INFO, "an answer has a broken call: {0}", b.what());
      }
    }
    return out;
  }

  private GenerationEvent text(String text) {
    GenerationEvent delta = new GenerationEvent.TextDelta(text, pending);
    pending.clear();
    return delta;
  }

  /// The model's own id where it can be one, else a new one.
  private String id(String given) {
    if (USABLE_ID.matcher(given).matches() && ids.add(given)) {
      return given;
    }
    StringBuilder made = new StringBuilder(shortIds ? "" : "call_");
    int length = shortIds ? SHORT_ID_LENGTH : ID_LENGTH;
    for (int i = 0; i < length; i++) {
      made.append(ID_CHARACTERS.charAt(RANDOM.nextInt(ID_CHARACTERS.length())));
    }
    ids.add(made.toString());
    return made.toString();
  }
}
