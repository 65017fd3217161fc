package jan4j.model.dialect;

import java.util.List;
import java.util.Optional;

/// gpt-oss: messages on channels, of which `analysis` is reasoning, and a recipient makes a call:
///
/// ```text
/// <|channel|>analysis<|message|>...<|end|><|start|>assistant<|channel|>commentary
/// to=functions.NAME <|constrain|>json<|message|>{...}<|call|>
/// ```
final class Harmony implements Format {
  static final Format FORMAT = new Harmony();

  private static final Tags ANALYSIS = new Tags("<|channel|>analysis<|message|>", "<|end|>");

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
  public Optional<String> content(
      OutputStart start, Traits traits, String rule, boolean mayReason) {
    Tags thought = new Tags(ANALYSIS.open(), ANALYSIS.close() + "<|start|>assistant");
    Tags frame = new Tags("<|channel|>final<|message|>", "");
    return Optional.of(
        FramedFormat.content(start, List.of(thought), frame, rule, mayReason));
  }
}
