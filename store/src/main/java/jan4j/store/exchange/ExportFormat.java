package jan4j.store.exchange;

/// What conversations are exported as.
public enum ExportFormat {
  /// The shown branch as a document for people.
  MARKDOWN("md"),
  /// Everything, branches included; can be imported again without loss.
  JSON("json"),
  /// The shown branch as one page without scripts.
  HTML("html");

  private final String ending;

  ExportFormat(String ending) {
    this.ending = ending;
  }

  /// The usual ending of a file's name, without the dot.
  public String ending() {
    return ending;
  }
}
