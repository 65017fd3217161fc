package jan4j.llama;

/// The bits of `enum llama_token_attr`.
///
/// @param bits as in C
public record TokenAttributes(int bits) {
  /// Stands for unknown text.
  public boolean isUnknown() {
    return has(0);
  }

  /// Not in use.
  public boolean isUnused() {
    return has(1);
  }

  /// An ordinary token.
  public boolean isNormal() {
    return has(2);
  }

  /// A control token.
  public boolean isControl() {
    return has(3);
  }

  /// Added by the makers of the model.
  public boolean isUserDefined() {
    return has(4);
  }

  /// One byte.
  public boolean isByte() {
    return has(5);
  }

  /// Matched after normalization.
  public boolean isNormalized() {
    return has(6);
  }

  /// Swallows white space on its left.
  public boolean stripsLeft() {
    return has(7);
  }

  /// Swallows white space on its right.
  public boolean stripsRight() {
    return has(8);
  }

  /// Matched as a whole word only.
  public boolean isSingleWord() {
    return has(9);
  }

  private boolean has(int bit) {
    return (bits >> bit & 1) != 0;
  }
}
