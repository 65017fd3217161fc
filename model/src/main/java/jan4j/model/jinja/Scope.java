package jan4j.model.jinja;

import org.jspecify.annotations.Nullable;

/// The variables of one block while it runs. A slot is null until it is set.
final class Scope {
  final @Nullable Scope parent;
  final @Nullable Object[] slots;

  Scope(@Nullable Scope parent, int size) {
    this.parent = parent;
    this.slots = new @Nullable Object[size];
  }
}
