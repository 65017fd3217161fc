package jan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.GenerationEvent;
import jan4j.core.GenerationEvent.ReasoningDelta;
import jan4j.core.GenerationEvent.TextDelta;
import jan4j.core.GenerationEvent.ToolCallDelta;
import jan4j.core.GenerationEvent.ToolCallEnd;
import jan4j.core.GenerationEvent.ToolCallStart;
import jan4j.core.TokenLogprob;
import jan4j.core.Tool;
import jan4j.model.dialect.Dialects;
import jan4j.model.dialect.OutputStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
  private static final Tool TOOL = new Tool("f", "", Map.of());

  private final AnswerReader reader = reader(false);

  private static AnswerReader reader(boolean shortIds) {
    return new AnswerReader(
        Dialects.named("hermes").orElseThrow().parser(new OutputStart("", List.of(TOOL), false)),
        shortIds);
  }

  private static List<GenerationEvent> read(AnswerReader reader, String... pieces) {
    List<GenerationEvent> out = new ArrayList<>();
    for (String piece : pieces) {
      out.addAll(reader.piece(piece, List.of()));
    }
    out.addAll(reader.end());
    return out;
  }

  @Test
  void textReasoningAndCallsBecomeEvents() {
    List<GenerationEvent> events =
        read(
            reader,
            "<think>",
            "Hm.",
            "</think>\n\nI look. <tool",
            "_call>\n{\"name\": \"f\", \"arguments\": {\"a\": 1}}\n",
            "</tool_call>");
    assertThat(events).filteredOn(ReasoningDelta.class::isInstance).isNotEmpty();
    assertThat(text(events)).isEqualTo("I look.");
    ToolCallStart start = only(events, ToolCallStart.class);
    assertThat(start.name()).isEqualTo("f");
    assertThat(start.id()).matches("call_[A-Za-z0-9]{24}");
    StringBuilder arguments = new StringBuilder();
    for (GenerationEvent e : events) {
      if (e instanceof ToolCallDelta d) {
        arguments.append(d.arguments());
      }
    }
    assertThat(arguments.toString()).isEqualToIgnoringWhitespace("{\"a\":1}");
    assertThat(only(events, ToolCallEnd.class).index()).isZero();
    assertThat(reader.hasCalled()).isTrue();
  }

  @Test
  void idsAreNewForEachCall() {
    String call = "<tool_call>\n{\"name\": \"f\", \"arguments\": {}}\n</tool_call>\n";
    List<GenerationEvent> events = read(reader(true), call, call);
    assertThat(events)
        .filteredOn(ToolCallStart.class::isInstance)
        .extracting(e -> ((ToolCallStart) e).id())
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[A-Za-z0-9]{9}"));
  }

  @Test
  void aBrokenCallIsTextAndNoCall() {
    List<GenerationEvent> events = read(reader, "<tool_call>\nnot JSON");
    assertThat(text(events)).contains("not JSON");
    assertThat(reader.hasCalled()).isFalse();
  }

  @Test
  void probabilitiesGoWithTheContentAlone() {
    List<GenerationEvent> events = new ArrayList<>();
    events.addAll(reader.piece("<think>x</think>", List.of(token(1))));
    events.addAll(reader.piece("a", List.of(token(2))));
    events.addAll(reader.piece(" ", List.of(token(3))));
    events.addAll(reader.piece("b", List.of(token(4))));
    events.addAll(reader.end());
    List<Integer> tokens = new ArrayList<>();
    for (GenerationEvent e : events) {
      if (e instanceof TextDelta t) {
        t.logprobs().forEach(l -> tokens.add(l.token()));
      }
    }
    assertThat(text(events)).isEqualTo("a b");
    assertThat(tokens).containsExactly(2, 3, 4);
  }

  private static TokenLogprob token(int token) {
    return new TokenLogprob(token, List.of(), -1, List.of());
  }

  private static String text(List<GenerationEvent> events) {
    StringBuilder out = new StringBuilder();
    for (GenerationEvent e : events) {
      if (e instanceof TextDelta t) {
        out.append(t.text());
      }
    }
    return out.toString();
  }

  private static <T> T only(List<GenerationEvent> events, Class<T> type) {
    List<T> found = events.stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
