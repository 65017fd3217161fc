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
  public Optional<CallGrammar> calls(
      OutputStart start, Traits traits, boolean parallel, Function<Tool, String> schemaRule) {
    return Optional.empty();
  }
}
