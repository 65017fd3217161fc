package jan4j.model.template;

import jan4j.core.JanException;

/// A model's chat template, compiled. Immutable, thread-safe.
public abstract sealed class ChatTemplate permits JinjaChatTemplate, PlainChatTemplate {
  ChatTemplate() {}

  /// Compiles Jinja source.
  ///
  /// @throws JanException [jan4j.core.ErrorCode#TEMPLATE_FAILED] with line and reason where it is
  ///   no template
  public static ChatTemplate compile(String source) {
    return new JinjaChatTemplate(source);
  }

  /// A documented form for base models, which have no chat template; see [PlainChatTemplate].
  public static ChatTemplate plain() {
    return PlainChatTemplate.INSTANCE;
  }

  /// What the template can express. The first call renders some small conversations, which takes
  /// milliseconds.
  public abstract Capabilities capabilities();

  /// Renders a conversation, adapted to what the template can express.
  ///
  /// @throws JanException [jan4j.core.ErrorCode#TEMPLATE_FAILED] where the template refuses the
  ///   conversation, fails, or does more work than is allowed
  public abstract RenderedPrompt render(TemplateInput input);
}
