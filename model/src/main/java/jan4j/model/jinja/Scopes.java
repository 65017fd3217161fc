package jan4j.model.jinja;

/// The block that is being parsed.
final class Scopes {
  private ScopeLayout current = new ScopeLayout(null);

  /// Inside a branch: there an unknown filter is an error only when it is reached.
  private boolean soft;

  ScopeLayout current() {
    return current;
  }

  ScopeLayout open() {
    current = new ScopeLayout(current);
    return current;
  }

  void close() {
    ScopeLayout parent = current.parent();
    if (parent != null) {
      current = parent;
    }
  }

  /// Goes into a block again that was left.
  void reopen(ScopeLayout layout) {
    current = layout;
  }

  boolean isSoft() {
    return soft;
  }

  /// Sets softness and returns what it was.
  boolean soft(boolean wanted) {
    boolean before = soft;
    soft = wanted;
    return before;
  }
}
