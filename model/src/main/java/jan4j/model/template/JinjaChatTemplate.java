package jan4j.model.template;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;

/// A chat template in Jinja.
final class JinjaChatTemplate extends ChatTemplate {
  JinjaChatTemplate(String source) {
    if (source.isBlank()) {
      throw new JanException(ErrorCode.TEMPLATE_FAILED, "the chat template is empty");
    }
  }

  @Override
  public RenderedPrompt render(TemplateInput input) {
    throw new JanException(ErrorCode.TEMPLATE_FAILED, "not yet available");
  }
}
