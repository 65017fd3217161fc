package jan4j.model.dialect;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// A way to write calls as a name between marks with a JSON object behind it. White space between
/// the parts means nothing. Immutable.
///
/// @param callOpen what stands before a call's name
/// @param nameEnd what stands between name and arguments
/// @param callClose what ends a call; empty where the arguments do
/// @param sectionClose what ends the section of calls; empty where a section is one call
/// @param called reads what stands between [#callOpen] and [#nameEnd]
record NamedJson(
    String callOpen,
    String nameEnd,
    String callClose,
    String sectionClose,
    Function<String, Called> called) {

  /// What is called.
  ///
  /// @param id the model's own id, or the empty string
  record Called(String id, String name) {
    /// The header is the name.
    static Called named(String header) {
      return new Called("", header.strip());
    }
  }

  /// The texts between names and arguments.
  List<String> texts() {
    return Stream.of(callOpen, nameEnd, callClose, sectionClose)
        .filter(t -> t.length() > 1)
        .toList();
  }

  /// Reads from behind the mark of a section on.
  CallReader.Factory section() {
    return out -> new NamedJsonReader(this, out, false);
  }

  /// Reads from behind [#callOpen] on.
  CallReader.Factory call() {
    return out -> new NamedJsonReader(this, out, true);
  }
}
