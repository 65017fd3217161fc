package jan4j.model.jinja;

/// The block that is being parsed.
final class Scopes {
  private final ScopeLayout root = new ScopeLayout(null);
  private ScopeLayout current = root;

  /// Inside a branch: there an unknown filter is an error only when it is reached.
  private boolean soft;

  private int nLoops;

  /// Goes into (1) or out of (-1) a `for` statement.
  void loop(int change) {
    nLoops += change;
  }

  boolean isInLoop() {
    return nLoops > 0;
  }

  /// The block of the whole template.
  ScopeLayout root() {
    return root;
  }

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
