package jan4j.model.jinja;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// `x.name` (attribute, then key) and `x[key]` (key, then attribute), as jinja2's immutable sandbox
/// does them.
final class Lookup {
  private Lookup() {}

  static Object attribute(State state, Object owner, Text name) {
    if (owner instanceof Dict d) {
      Object method = ContainerMethods.ofDict(d, name.value());
      if (method != null) {
        return method;
      }
      Object value = d.get(name);
      return value != null ? value : Undefined.missing(owner, name);
    }
    Object found = ownAttribute(owner, name.value());
    return found != null ? found : Undefined.missing(owner, name);
  }

  /// An attribute in Python's sense; null where there is none.
  private static @Nullable Object ownAttribute(Object owner, String name) {
    if (owner instanceof Undefined u) {
      throw u.failure();
    }
    if (name.startsWith("_") && (name.endsWith("__") || owner instanceof Namespace)) {
      return Undefined.unsafe(owner, name);
    }
    return switch (owner) {
      case Text t -> StringMethods.bind(t, name);
      case Dict d -> ContainerMethods.ofDict(d, name);
      case Tuple t when t.isGroup() && name.equals("grouper") -> t.get(0);
      case Tuple t when t.isGroup() && name.equals("list") -> t.get(1);
      case Range r when r.attribute(name) != null -> r.attribute(name);
      case Sequence s -> ContainerMethods.ofSequence(s, name);
      case DictView v -> NumberMethods.ofView(v, name);
      case Boolean _, Long _, Double _, BigInteger _ -> NumberMethods.ofNumber(owner, name);
      case Namespace n -> n.attributes().get(Text.trusted(name));
      case LoopContext l -> l.attribute(name);
      case Macro m -> m.attribute(name);
      case Cycler c -> c.attribute(name);
      default -> null;
    };
  }

  static Object item(State state, Object owner, Object key) {
    if (owner instanceof Undefined u) {
      throw u.failure();
    }
    Object value = null;
    if (owner instanceof Dict d) {
      value = key instanceof PyList || key instanceof Dict ? null : d.get(key);
    } else if (owner instanceof Sequence s && Numbers.isInteger(key)) {
      long at = position(Numbers.index(key, "index"), s.size());
      value = at < 0 ? null : s.get((int) at);
    } else if (owner instanceof Text t && Numbers.isInteger(key)) {
      value = character(state, t, Numbers.index(key, "index"));
    }
    if (value == null && key instanceof Text name) {
      value = ownAttribute(owner, name.value());
    }
    return value != null ? value : Undefined.missing(owner, key);
  }

  private static long position(long index, long size) {
    long at = index < 0 ? index + size : index;
    return at < size ? Math.max(at, -1) : -1;
  }

  private static @Nullable Text character(State state, Text t, long index) {
    String s = t.value();
    state.charge(1 + (s.length() >> 5));
    int n = s.codePointCount(0, s.length());
    long at = position(index, n);
    if (at < 0) {
      return null;
    }
    int from = n == s.length() ? (int) at : s.offsetByCodePoints(0, (int) at);
    return t.substring(from, s.offsetByCodePoints(from, 1));
  }
}
