package jan4j.worker;

import java.util.Locale;

/// What a model remembers of a sequence, and so what can be taken back.
enum MemoryKind {
  /// Every position: cut and go on anywhere.
  FULL,
  /// Some layers keep only a window of positions, unless they were given the whole context.
  SLIDING_WINDOW,
  /// One state per sequence: it can only go on.
  RECURRENT,
  /// A state and positions: it can only go on.
  HYBRID;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean hasState() {
    return this == RECURRENT || this == HYBRID;
  }
}
