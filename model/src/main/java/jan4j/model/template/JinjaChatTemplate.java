package jan4j.model.template;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.model.jinja.Template;
import jan4j.model.jinja.TemplateException;
import jan4j.model.jinja.Text;
import jan4j.model.template.RenderedPrompt.Adaptation;
import jan4j.model.template.RenderedPrompt.Segment;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A chat template in Jinja. What it cannot express is found once, before the first rendering, by
/// rendering small conversations ([TemplateProbe]); the conversation is adapted to that.
final class JinjaChatTemplate extends ChatTemplate {
  private final Template template;
  private volatile @Nullable TemplateProbe probe;

  JinjaChatTemplate(String source) {
    try {
      this.template = Template.compile(source);
    } catch (TemplateException e) {
      throw failure("compile", e);
    }
  }

  /// Two threads that come first may both probe, to the same result.
  private TemplateProbe probe() {
    TemplateProbe known = probe;
    if (known == null) {
      known = TemplateProbe.of(template);
      probe = known;
    }
    return known;
  }

  @Override
  public Capabilities capabilities() {
    return probe().capabilities();
  }

  @Override
  public RenderedPrompt render(TemplateInput input) {
    ConversationAdapter adapted =
        ConversationAdapter.adapt(input.messages(), input.tools(), probe());
    Map<String, Object> variables = TemplateVariables.of(input, adapted);
    Text text = render(template, variables, input.clock());
    List<Segment> segments = new ArrayList<>();
    text.forEachSegment((part, trusted) -> segments.add(new Segment(part, trusted)));
    List<Adaptation> done = List.copyOf(adapted.adaptations());
    return new RenderedPrompt(segments, done, List.of());
  }

  private static Text render(Template template, Map<String, Object> variables, Clock clock) {
    try {
      return template.render(variables, clock);
    } catch (TemplateException e) {
      throw failure("render the conversation with", e);
    }
  }

  private static JanException failure(String attempt, TemplateException e) {
    String where = e.line() > 0 ? " at line " + e.line() : "";
    String advice =
        e.type().equals("TemplateError")
            ? "The template itself refuses this conversation; change the messages."
            : "The model's template does not fit this request or is faulty; change the messages or"
                + " use another template.";
    return new JanException(
        ErrorCode.TEMPLATE_FAILED,
        "cannot "
            + attempt
            + " the model's chat template"
            + where
            + ": "
            + e.type()
            + ": "
            + e.getMessage()
            + ". "
            + advice,
        e);
  }
}
