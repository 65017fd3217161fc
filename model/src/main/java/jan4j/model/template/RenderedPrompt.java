package jan4j.model.template;

import java.util.List;
import java.util.Objects;

/// A conversation as a model's template writes it.
///
/// @param segments in order; neighbours differ in trust
/// @param adaptations what was done to the conversation because the template cannot express it
/// @param stopTexts texts that end the assistant's turn and that are no special token of the model;
///   a generation from this prompt must stop at them. Empty for real chat templates
public record RenderedPrompt(
    List<Segment> segments, List<Adaptation> adaptations, List<String> stopTexts) {
  public RenderedPrompt {
    segments = List.copyOf(segments);
    adaptations = List.copyOf(adaptations);
    stopTexts = List.copyOf(stopTexts);
  }

  /// A stretch of the prompt.
  ///
  /// @param trusted whether the template wrote it. Only then may the tokenizer read control tokens
  ///   out of it; everything that came from a client or a model is untrusted and stays plain text
  public record Segment(String text, boolean trusted) {
    public Segment {
      Objects.requireNonNull(text, "text");
    }
  }

  /// What was changed in a conversation before it could be rendered.
  public enum Adaptation {
    /// The template has no system role: system texts were put before the first user turn.
    SYSTEM_FOLDED_INTO_USER,
    /// The template knows no developer role: such messages were given the system role.
    DEVELOPER_AS_SYSTEM,
    /// The template takes content only as a list of parts: plain texts were wrapped.
    CONTENT_AS_PARTS,
    /// The template takes one system message: those in a row were joined.
    SYSTEM_TEXTS_MERGED,
    /// The template takes system texts only at the beginning: later ones were put there.
    SYSTEM_TEXT_MOVED,
    /// The template does not show tools: they are described in the system text.
    TOOLS_DESCRIBED_IN_SYSTEM,
    /// The template does not show calls: they are written as text in the assistant's turn.
    CALLS_AS_TEXT,
    /// The template does not show a tool's answer: it was written as a user turn.
    RESULTS_AS_USER_TURNS,
    /// The template takes one call a turn: further ones follow in turns of their own.
    PARALLEL_CALLS_SPLIT,
    /// The template takes a call's arguments only as JSON text.
    ARGUMENTS_AS_TEXT,
    /// The template refuses two turns of one role in a row, or drops one: they were joined.
    EQUAL_ROLES_MERGED
  }

  /// All segments joined.
  public String text() {
    StringBuilder out = new StringBuilder();
    for (Segment segment : segments) {
      out.append(segment.text());
    }
    return out.toString();
  }
}
