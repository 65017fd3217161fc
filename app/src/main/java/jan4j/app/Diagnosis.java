package jan4j.app;

import java.util.List;
import java.util.Map;

/// What `doctor` found.
///
/// @param facts sections by title, each a list of lines in order
/// @param problems what is wrong and what to do about it; none is good
record Diagnosis(Map<String, List<String>> facts, List<String> problems) {
  /// Looks at the machine.
  interface Source {
    Diagnosis look();
  }
}
