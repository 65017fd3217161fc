package jan4j.wire.jan;

import java.util.Map;
import java.util.Objects;

/// One part of a stored message, of whatever generation of Jan's shapes it came in. Pure values.
public sealed interface JanPart {
  /// Plain text, usually Markdown.
  record Text(String text) implements JanPart {
    public Text {
      Objects.requireNonNull(text, "text");
    }
  }

  /// What the model thought before its answer.
  record Reasoning(String text) implements JanPart {
    public Reasoning {
      Objects.requireNonNull(text, "text");
    }
  }

  /// An image: a `data:` URL, a web address or a path.
  record Image(String url, String detail) implements JanPart {
    public Image {
      Objects.requireNonNull(url, "url");
      Objects.requireNonNull(detail, "detail");
    }
  }

  /// A tool call with its answer.
  ///
  /// @param input the arguments as JSON text, or the empty string
  /// @param output the tool's answer as text, or the empty string while there is none
  record ToolCall(String id, String name, String input, String output) implements JanPart {
    public ToolCall {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(input, "input");
      Objects.requireNonNull(output, "output");
    }
  }

  /// A part of a kind that Jan4j does not know; kept as it is.
  record Other(String type, Map<String, Object> tree) implements JanPart {
    public Other {
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(tree, "tree");
    }
  }
}
