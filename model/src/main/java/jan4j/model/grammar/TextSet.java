package jan4j.model.grammar;

/// A set of texts: a language, and bounds on the length where the language is every text (a long
/// bound would need as many states). Immutable.
///
/// @param max [Integer#MAX_VALUE] for no bound
record TextSet(Dfa language, int min, int max) {
  static final TextSet ALL = new TextSet(Dfa.ALL, 0, Integer.MAX_VALUE);
  static final TextSet NONE = of(Dfa.NONE);

  static TextSet of(Dfa language) {
    return new TextSet(language, 0, Integer.MAX_VALUE);
  }

  static TextSet lengths(int min, int max) {
    return min > max ? NONE : new TextSet(Dfa.ALL, min, max);
  }

  boolean isNone() {
    return language.isNone();
  }

  boolean isAll() {
    return language.isAll() && min == 0 && max == Integer.MAX_VALUE;
  }

  /// The set as a language alone.
  Dfa exact() {
    return min == 0 && max == Integer.MAX_VALUE
        ? language
        : language.intersect(Dfa.lengths(min, max));
  }

  TextSet intersect(TextSet other) {
    if (isAll() || other.isNone()) {
      return other;
    }
    if (other.isAll() || isNone()) {
      return this;
    }
    if (language.isAll() && other.language.isAll()) {
      return lengths(Math.max(min, other.min), Math.min(max, other.max));
    }
    return of(exact().intersect(other.exact()));
  }

  TextSet union(TextSet other) {
    if (isAll() || other.isNone() || equals(other)) {
      return this;
    }
    if (other.isAll() || isNone()) {
      return other;
    }
    return of(exact().union(other.exact()));
  }

  TextSet complement() {
    if (isAll()) {
      return NONE;
    }
    if (language.isAll() && min == 0) {
      return lengths(max + 1, Integer.MAX_VALUE);
    }
    if (language.isAll() && max == Integer.MAX_VALUE) {
      return lengths(0, min - 1);
    }
    return of(exact().complement());
  }
}
