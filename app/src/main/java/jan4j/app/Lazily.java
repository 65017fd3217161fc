package jan4j.app;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is made when it is first asked for. Thread-safe.
final class Lazily<T> implements Supplier<T> {
  private final Supplier<T> maker;
  private @Nullable T value;

  private Lazily(Supplier<T> maker) {
    this.maker = maker;
  }

  static <T> Supplier<T> once(Supplier<T> maker) {
    return new Lazily<>(maker);
  }

  @Override
  public synchronized T get() {
    T made = value;
    if (made == null) {
      made = maker.get();
      value = made;
    }
    return made;
  }
}
