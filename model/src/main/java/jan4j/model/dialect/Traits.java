package jan4j.model.dialect;

import java.util.List;

/// What a template adds around an answer, whatever the format of its calls.
///
/// @param reasoning the pairs that begin and end reasoning
/// @param prompt the end of the prompt at which an answer begins; `lead` counts only there
/// @param lead white space that the template writes before an answer's text
/// @param turnEnds what the template writes after an answer. Normally the first token of it ends
///   the generation and no text comes of it; where it does, it is no part of the answer
record Traits(List<Tags> reasoning, String prompt, String lead, List<String> turnEnds) {
  /// Of a template that is not known.
  static final Traits DEFAULT = new Traits(List.of(Tags.THINK), "", "", List.of());

  Traits {
    reasoning = List.copyOf(reasoning);
    turnEnds = List.copyOf(turnEnds);
  }

  Traits withTurnEnds(List<String> ends) {
    return new Traits(reasoning, prompt, lead, ends);
  }
}
