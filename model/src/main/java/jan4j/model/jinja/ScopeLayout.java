package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which names a block sets, collected while it is parsed. Names are resolved to slots once the
/// whole template is known, since a macro sees what is set after it.
final class ScopeLayout {
  private final @Nullable ScopeLayout parent;
  private final Map<String, Integer> slots = new HashMap<>();
  private final List<Name> names;

  ScopeLayout(@Nullable ScopeLayout parent) {
    this.parent = parent;
    this.names = parent == null ? new ArrayList<>() : parent.names;
  }

  @Nullable ScopeLayout parent() {
    return parent;
  }

  /// The slot of a name that this block sets.
  int declare(String name) {
    return slots.computeIfAbsent(name, _ -> slots.size());
  }

  boolean declares(String name) {
    return slots.containsKey(name);
  }

  int size() {
    return slots.size();
  }

  Name reference(String name, int line) {
    Name node = new Name(name, line, this);
    names.add(node);
    return node;
  }

  boolean references(String name, int fromIndex) {
    for (int i = fromIndex; i < names.size(); i++) {
      if (names.get(i).name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  int nReferences() {
    return names.size();
  }

  /// Gives every reference its slots. Called once, on the outermost layout.
  void resolveAll() {
    for (Name name : names) {
      name.resolve();
    }
  }

  /// Pairs of (levels up, slot) where `name` may be set, innermost first.
  int[] places(String name) {
    List<Integer> found = new ArrayList<>();
    int depth = 0;
    for (ScopeLayout l = this; l != null; l = l.parent) {
      Integer slot = l.slots.get(name);
      if (slot != null) {
        found.add(depth);
        found.add(slot);
      }
      depth++;
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }
}
