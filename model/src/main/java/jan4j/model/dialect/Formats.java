package jan4j.model.dialect;

import java.util.List;

/// Every format. A new one is one line here.
final class Formats {
  /// For models whose template has no tools.
  static final Format GENERIC = Generic.FORMAT;

  /// In the order in which they are tried on a template: the first that reads back what the
  /// template writes is taken.
  static final List<Format> ALL =
      List.of(
          Hermes.FORMAT, //
          GENERIC,
          Plain.FORMAT);

  private Formats() {}
}
