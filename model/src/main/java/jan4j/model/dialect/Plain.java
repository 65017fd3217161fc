package jan4j.model.dialect;

import java.util.List;

/// Text and reasoning; nothing is taken for a call.
final class Plain {
  static final Format FORMAT = new MarkerFormat("plain", List.of(), List.of(), CallRules.NONE);

  private Plain() {}
}
