package jan4j.model.dialect;

import jan4j.core.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Muse Glimmer, whose every message has a recipient, `self` for reasoning and `user` for text:
///
/// ```text
///  to=NAME<|message|><atem:function_calls>
/// <atem:invoke name="NAME">
/// <atem:parameter name="KEY">VALUE</atem:parameter>
/// </atem:invoke>
/// </atem:function_calls><|eom|><|start|>assistant to=user<|message|>TEXT
/// ```
final class Muse implements Format {
  static final Format FORMAT = new Muse();

  private static final String CALLS = "<atem:function_calls>";
  private static final String MESSAGE = "<|message|>";
  private static final Tags REASONING = new Tags(" to=self" + MESSAGE, "<|eom|>");
  private static final TagSyntax SYNTAX = TagSyntax.invoke("atem:", "</atem:function_calls>");

  private Muse() {}

  @Override
  public String name() {
    return "muse";
  }

  @Override
  public List<String> hints() {
    return List.of(CALLS);
  }

  @Override
  public List<Tags> reasoning(Traits traits) {
    return List.of(REASONING);
  }

  @Override
  public List<String> markTexts() {
    return List.of(CALLS, MESSAGE, "<|start|>", REASONING.close());
  }

  @Override
  public Optional<String> content(
      OutputStart start, Traits traits, String rule, boolean mayReason) {
    Tags thought = new Tags(REASONING.open(), REASONING.close() + "<|start|>assistant");
    Tags frame = new Tags(" to=user" + MESSAGE, "");
    return Optional.of(FramedFormat.content(start, List.of(thought), frame, rule, mayReason));
  }

  @Override
  public OutputParser parser(OutputStart start, Traits traits) {
    List<Mark> marks =
        new ArrayList<>(
            Mark.Dropped.all("<|start|>assistant", " to=user" + MESSAGE, REASONING.close()));
    for (Tool tool : start.tools()) {
      marks.add(new Mark.Dropped(" to=" + tool.name() + MESSAGE));
    }
    marks.add(Mark.Calls.of(CALLS, out -> TagReader.ofSection(SYNTAX, out)));
    return new SectionParser(start, FramedFormat.framed(traits, REASONING), marks);
  }
}
