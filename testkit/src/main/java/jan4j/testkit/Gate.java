package jan4j.testkit;

/// A place in a [Script] where the answer stops until the test lets it go on. Made by
/// [FakeEngine#gate]; thread-safe.
public final class Gate {
  private final Signal signal;
  private final String name;
  private boolean open;
  private boolean reached;

  Gate(Signal signal, String name) {
    this.signal = signal;
    this.name = name;
  }

  /// Lets answers pass, now and later.
  public void open() {
    signal.update(() -> open = true);
  }

  /// Waits until an answer stands at this gate, so that everything before it was consumed.
  ///
  /// @throws AssertionError after [Await#LIMIT]
  public void awaitReached() {
    signal.await("an answer reaches the gate \"" + name + "\"", () -> reached);
  }

  /// Called under the signal's lock.
  boolean isOpen() {
    return open;
  }

  void reach() {
    signal.update(() -> reached = true);
  }

  @Override
  public String toString() {
    return "gate \"" + name + "\"";
  }
}
