package jan4j.model.dialect;

import jan4j.core.Tool;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// gpt-oss: messages on channels, of which `analysis` is reasoning, and a recipient makes a call:
///
/// ```text
/// <|channel|>analysis<|message|>...<|end|><|start|>assistant<|channel|>commentary
/// to=functions.NAME <|constrain|>json<|message|>{...}<|call|>
/// ```
final class Harmony implements Format {
  static final Format FORMAT = new Harmony();

  private static final Tags ANALYSIS = new Tags("<|channel|>analysis<|message|>", "<|end|>");
  private static final Tags THOUGHT =
      new Tags(ANALYSIS.open(), ANALYSIS.close() + "<|start|>assistant");
  private static final String CALL = "<|channel|>commentary to=functions.";

  private Harmony() {}

  @Override
  public String name() {
    return "harmony";
  }

  @Override
  public List<String> hints() {
    return List.of("<|channel|>analysis", "<|channel|>final");
  }

  @Override
  public OutputParser parser(OutputStart start, Traits traits) {
    return new HarmonyParser(start);
  }

  @Override
  public List<Tags> reasoning(Traits traits) {
    return List.of(ANALYSIS);
  }

  @Override
  public List<String> markTexts() {
    return List.of(
        "<|channel|>", "<|message|>", "<|constrain|>", "<|start|>", "<|end|>", "<|call|>");
  }

  @Override
  public Optional<CallGrammar> calls(
      OutputStart start, Traits traits, boolean parallel, Function<Tool, String> schemaRule) {
    // The token behind a call ends the generation, so that there is one.
    return NamedCalls.each(CALL, " <|constrain|>json<|message|>", "", CALL)
        .calls(start, FramedFormat.framed(traits, THOUGHT), false, schemaRule);
  }

  @Override
  public Optional<String> content(
      OutputStart start, Traits traits, String rule, boolean mayReason) {
    Tags frame = new Tags("<|channel|>final<|message|>", "");
    return Optional.of(FramedFormat.content(start, List.of(THOUGHT), frame, rule, mayReason));
  }
}
