package jan4j.model.dialect;

import java.util.Objects;

/// What a model said. The texts of neighbouring events of one kind are to be joined.
public sealed interface OutputEvent {
  /// A piece of the answer's text, never empty, of whole code points where the input is.
  record Text(String text) implements OutputEvent {
    public Text {
      Objects.requireNonNull(text, "text");
    }
  }

  /// A piece of the model's reasoning, never empty.
  record Reasoning(String text) implements OutputEvent {
    public Reasoning {
      Objects.requireNonNull(text, "text");
    }
  }

  /// A tool call begins.
  ///
  /// @param index counts the calls of this answer from 0, those that break included
  /// @param id the id that the model gave the call before its arguments, or the empty string
  /// @param name the tool's name, which need not be one that was offered
  record CallStart(int index, String id, String name) implements OutputEvent {
    public CallStart {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(name, "name");
    }
  }

  /// A piece of a call's arguments: JSON text. All pieces of a call that ends are one valid JSON
  /// object.
  record CallArguments(int index, String fragment) implements OutputEvent {
    public CallArguments {
      Objects.requireNonNull(fragment, "fragment");
    }
  }

  /// The call is complete.
  record CallEnd(int index) implements OutputEvent {}

  /// What was meant as a call is none: what the model wrote for it follows as text, and a call that
  /// has begun and not ended is void.
  ///
  /// @param what a sentence for people
  record Broken(String what) implements OutputEvent {
    public Broken {
      Objects.requireNonNull(what, "what");
    }
  }
}
