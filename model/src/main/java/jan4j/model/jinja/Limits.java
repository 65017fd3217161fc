package jan4j.model.jinja;

/// What a template may do at most. Templates are untrusted data of a model file; real ones stay far
/// below every bound. Chosen so that a hostile template is stopped within 100 ms on a laptop and
/// within half of a 1 MiB stack.
final class Limits {
  /// Characters of a template's source.
  static final int MAX_SOURCE = 1 << 18;

  /// Characters of one text, the output included.
  static final int MAX_TEXT = 16 << 20;

  /// Units of work before the size of the input is added.
  static final long BASE_BUDGET = 250_000;

  /// Units of work per value in the input.
  static final long BUDGET_PER_VALUE = 500;

  /// Levels of brackets and blocks that the parser follows.
  static final int MAX_PARSE_NESTING = 250;

  /// Height of a syntax tree: chains such as `a + b + c` count each link.
  static final int MAX_HEIGHT = 400;

  /// Sum of the heights of all bodies under evaluation: macros that call macros, recursive loops.
  static final int MAX_DEPTH = 1_600;

  /// Levels of lists in lists that values may have.
  static final int MAX_VALUE_NESTING = 300;

  /// Elements of one list, and of a range (jinja2's sandbox: 100,000 for a range).
  static final int MAX_LIST = 1_000_000;

  static final int MAX_RANGE = 100_000;

  /// Bits of an integer.
  static final int MAX_INTEGER_BITS = 16_384;

  private Limits() {}
}
