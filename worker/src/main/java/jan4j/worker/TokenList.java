package jan4j.worker;

import java.util.Arrays;

/// A growing list of token ids without boxes. One thread.
final class TokenList {
  private int[] tokens;
  private int size;

  TokenList() {
    tokens = new int[64];
  }

  TokenList(int[] initial) {
    tokens = Arrays.copyOf(initial, Math.max(64, initial.length + 64));
    size = initial.length;
  }

  int size() {
    return size;
  }

  int get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index + " of " + size + " tokens");
    }
    return tokens[index];
  }

  /// The token `back` places before the last one.
  int fromEnd(int back) {
    return get(size - 1 - back);
  }

  void add(int token) {
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, size * 2);
    }
    tokens[size++] = token;
  }

  void truncate(int newSize) {
    if (newSize < 0 || newSize > size) {
      throw new IndexOutOfBoundsException(newSize + " of " + size + " tokens");
    }
    size = newSize;
  }

  void clear() {
    size = 0;
  }

  /// How many tokens from the first on are the same in both, at most `limit`.
  int commonPrefix(TokenList other, int limit) {
    int most = Math.min(limit, Math.min(size, other.size));
    int mismatch = Arrays.mismatch(tokens, 0, most, other.tokens, 0, most);
    return mismatch < 0 ? most : mismatch;
  }

  int[] toArray() {
    return Arrays.copyOf(tokens, size);
  }
}
