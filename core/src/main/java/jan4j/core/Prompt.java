package jan4j.core;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a generation starts from.
public sealed interface Prompt {
  /// A conversation, to be rendered by the model's chat template.
  ///
  /// @param variables further template variables (`chat_template_kwargs`), a value tree
  record Chat(List<Message> messages, List<Tool> tools, Map<String, Object> variables)
      implements Prompt {
    public Chat {
      messages = List.copyOf(messages);
      tools = List.copyOf(tools);
      Objects.requireNonNull(variables, "variables");
      if (messages.isEmpty()) {
        throw JanException.invalid("messages", "messages is empty; send at least one message");
      }
    }
  }

  /// Raw text, completed as it stands. It counts as written by a user: special tokens spelled in it
  /// stay plain text.
  record Text(String text) implements Prompt {
    public Text {
      Objects.requireNonNull(text, "text");
    }
  }

  /// Token ids of the model's vocabulary.
  record Tokens(List<Integer> tokens) implements Prompt {
    public Tokens {
      tokens = List.copyOf(tokens);
    }
  }
}
