package jan4j.wire.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jan4j.core.LoadOptions;
import jan4j.core.Sampling;
import java.util.List;

/// A frame from the core to its worker.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Command.Load.class, name = "load"),
  @JsonSubTypes.Type(value = Command.Generate.class, name = "generate"),
  @JsonSubTypes.Type(value = Command.Cancel.class, name = "cancel"),
  @JsonSubTypes.Type(value = Command.Tokenize.class, name = "tokenize"),
  @JsonSubTypes.Type(value = Command.Ping.class, name = "ping"),
  @JsonSubTypes.Type(value = Command.Stop.class, name = "stop")
})
public sealed interface Command {
  /// Loads the worker's one model. The first command after the worker's [Report.Hello], sent once;
  /// answered by [Report.LoadProgress] and then [Report.Loaded] or [Report.LoadFailed].
  ///
  /// @param modelFile path of the GGUF file (of the first shard, where it is split)
  /// @param nThreadsDefault the thread count where `options` leaves it open
  record Load(String modelFile, LoadOptions options, int nThreadsDefault) implements Command {}

  /// Starts an answer; answered by [Report.Started], [Report.Progress], [Report.Piece] and then one
  /// [Report.Finished] or [Report.Failed] with the same `id`.
  ///
  /// @param id chosen by the core, unique in this worker's life
  /// @param prompt the rendered prompt
  /// @param tokens the prompt as token ids, used where `prompt` is empty
  /// @param maxTokens -1: as many as the context holds
  /// @param logprobs alternatives per token, -1: no report
  /// @param answer what the core needs to see of the answer's text
  record Generate(
      long id,
      List<Segment> prompt,
      List<Integer> tokens,
      Sampling sampling,
      int maxTokens,
      List<String> stop,
      int logprobs,
      boolean cachePrompt,
      boolean reportProgress,
      AnswerText answer)
      implements Command {}

  /// What the core needs to see of an answer's text, and where its grammar begins to hold.
  ///
  /// @param shown spellings of control tokens that are part of the text; others are not printed.
  ///   What the vocabulary does not have is ignored
  /// @param triggers the grammar holds from the first of these texts on, itself included; where
  ///   there are none, from the beginning
  /// @param quiet blocks in which no trigger counts
  record AnswerText(List<String> shown, List<String> triggers, List<Block> quiet) {
    /// No control tokens, and a grammar from the beginning.
    public static final AnswerText PLAIN = new AnswerText(List.of(), List.of(), List.of());

    public AnswerText {
      shown = List.copyOf(shown);
      triggers = List.copyOf(triggers);
      quiet = List.copyOf(quiet);
    }
  }

  /// A stretch of an answer between two texts.
  ///
  /// @param isOpen whether the answer begins within it
  record Block(String open, String close, boolean isOpen) {}

  /// Ends an answer. Never an error, whatever became of that answer; where it still ran, the worker
  /// reports [Report.Failed] with `cancelled`.
  record Cancel(long id) implements Command {}

  /// Asks for the tokens of a prompt; answered by [Report.Tokens] or [Report.Failed].
  record Tokenize(long id, List<Segment> prompt) implements Command {}

  /// Asks whether the worker's loop turns; answered by [Report.Pong] from the loop itself.
  record Ping(long id) implements Command {}

  /// Cancels everything, frees the model and ends the process with exit code 0.
  record Stop() implements Command {}

  /// A stretch of prompt text.
  ///
  /// @param special whether control tokens spelled in it become those tokens: true only for text
  ///   that came from a chat template. Text of users, documents and tools is never special.
  record Segment(String text, boolean special) {}
}
