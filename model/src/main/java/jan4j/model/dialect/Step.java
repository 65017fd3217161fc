package jan4j.model.dialect;

/// What became of a character that was given to a reader.
enum Step {
  /// Taken; more is expected.
  MORE,
  /// Taken; what is read is complete.
  DONE,
  /// Not taken; what is read was complete before it.
  BEFORE,
  /// Not taken; what was read so far is plain text after all.
  TEXT,
  /// Not taken; what was read so far was meant as a call and is none.
  BROKEN
}
