package jan4j.worker;

import java.util.Locale;

/// What a model remembers of a sequence, and so what can be taken back.
enum MemoryKind {
  /// Every position: cut and go on anywhere.
  FULL,
  /// Some layers look back over a window only: cut where what the next token sees is there.
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
