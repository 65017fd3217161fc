package jan4j.model.jinja;

/// Python's `None`.
enum None {
  NONE
}
