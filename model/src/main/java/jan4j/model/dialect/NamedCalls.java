package jan4j.model.dialect;

import jan4j.core.Tool;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The grammar of calls that are a name and a JSON object between fixed texts:
///
/// ```text
/// BEFORE  OPEN name MIDDLE arguments CLOSE  SEPARATOR  OPEN ... CLOSE  AFTER
/// ```
///
/// @param triggers see [CallGrammar#triggers]
record NamedCalls(
    String before,
    String open,
    String middle,
    String close,
    String separator,
    String after,
    List<String> triggers)
    implements CallRules {

  /// One call of a section that is no list.
  static NamedCalls each(String open, String middle, String close, String... triggers) {
    return new NamedCalls("", open, middle, close, "", "", List.of(triggers));
  }

  /// The same with what stands between two calls.
  NamedCalls separatedBy(String text) {
    return new NamedCalls(before, open, middle, close, text, after, triggers);
  }

  /// The same with what stands around all calls.
  NamedCalls within(String first, String last) {
    return new NamedCalls(first, open, middle, close, separator, last, triggers);
  }

  @Override
  public Optional<CallGrammar> calls(
      OutputStart start, Traits traits, boolean parallel, Function<Tool, String> schemaRule) {
    if (start.tools().isEmpty()) {
      return Optional.empty();
    }
    StringBuilder calls = new StringBuilder();
    calls.append("call-section ::= ").append(text(before)).append("call-any");
    if (parallel) {
      calls.append(" ( ").append(text(separator)).append("call-any )*");
    }
    calls.append(after.isEmpty() ? "" : " " + Gbnf.literal(after)).append('\n');
    calls.append("call-any ::= ");
    for (int i = 0; i < start.tools().size(); i++) {
      Tool tool = start.tools().get(i);
      calls.append(i == 0 ? "" : " | ").append(Gbnf.literal(open + tool.name() + middle));
      calls.append(' ').append(schemaRule.apply(tool));
      calls.append(close.isEmpty() ? "" : " " + Gbnf.literal(close));
    }
    calls.append('\n');
    return Optional.of(grammar(start, traits, calls.toString(), triggers));
  }

  private static String text(String text) {
    return text.isEmpty() ? "" : Gbnf.literal(text) + " ";
  }

  /// A grammar of calls with reasoning before them.
  ///
  /// @param calls rules, of which `call-section` is the calls
  static CallGrammar grammar(
      OutputStart start, Traits traits, String calls, List<String> triggers) {
    String onlyCalls = "root ::= call-section\n" + calls;
    return new CallGrammar(withReasoning(start, traits) + calls, onlyCalls, triggers);
  }

  private static String withReasoning(OutputStart start, Traits traits) {
    Optional<ReasoningStart> begun = ReasoningStart.of(start.promptTail(), traits.reasoning());
    boolean open = begun.isPresent() && begun.get().open();
    String space = "call-space ::= [ \\n]? [ \\n]? [ \\n]?\n";
    if (open) {
      return "root ::= call-thought call-space call-section\n"
          + Gbnf.until("call-thought", begun.get().tags().close())
          + space;
    }
    if (begun.isPresent() || traits.reasoning().isEmpty()) {
      return "root ::= call-space call-section\n" + space;
    }
    StringBuilder root = new StringBuilder("root ::= ( ");
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < traits.reasoning().size(); i++) {
      Tags tags = traits.reasoning().get(i);
      String name = "call-thought" + (char) ('a' + i);
      root.append(i == 0 ? "" : " | ").append(Gbnf.literal(tags.open())).append(' ').append(name);
      rules.append(Gbnf.until(name, tags.close()));
    }
    return root + " )? call-space call-section\n" + rules + space;
  }
}
