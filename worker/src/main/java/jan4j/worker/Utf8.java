package jan4j.worker;

/// Whether bytes are UTF-8, token by token (RFC 3629, section 4: no overlong forms, no surrogates).
/// The library's grammars look at code points alone and let forms pass that no reader accepts.
final class Utf8 {
  /// Between two code points.
  static final int COMPLETE = 0;

  /// Not UTF-8.
  static final int INVALID = -1;

  private Utf8() {}

  /// Goes on from a state by some bytes.
  ///
  /// @param state [#COMPLETE], or what an earlier call answered
  /// @return the new state, or [#INVALID]; a state within a code point holds how many bytes are
  ///   missing (lowest byte) and which the next one may be (least and most above it)
  static int advance(int state, byte[] bytes) {
    int now = state;
    for (byte b : bytes) {
      now = now == COMPLETE ? first(b & 0xff) : next(now, b & 0xff);
      if (now == INVALID) {
        return INVALID;
      }
    }
    return now;
  }

  private static int first(int b) {
    if (b < 0x80) {
      return COMPLETE;
    }
    if (b < 0xc2 || b > 0xf4) {
      return INVALID;
    }
    int missing = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
    int least = b == 0xe0 ? 0xa0 : b == 0xf0 ? 0x90 : 0x80;
    int most = b == 0xed ? 0x9f : b == 0xf4 ? 0x8f : 0xbf;
    return missing | (least << 8) | (most << 16);
  }

  private static int next(int state, int b) {
    if (b < ((state >> 8) & 0xff) || b > ((state >> 16) & 0xff)) {
      return INVALID;
    }
    int missing = (state & 0xff) - 1;
    return missing == 0 ? COMPLETE : missing | (0x80 << 8) | (0xbf << 16);
  }
}
