package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A Python dict: keeps order, and `1`, `1.0` and `True` are one key.
final class Dict {
  private final Map<Object, Entry> entries = new LinkedHashMap<>();

  /// A key as it was first written, and its value.
  record Entry(Object key, Object value) {}

  void put(Object key, Object value) {
    Object normal = key(key);
    Entry old = entries.put(normal, new Entry(key, value));
    if (old != null) {
      entries.put(normal, new Entry(old.key, value));
    }
    if (entries.size() > Limits.MAX_LIST) {
      throw TemplateException.limit("a dict grew past " + Limits.MAX_LIST + " entries");
    }
  }

  @Nullable Object get(Object key) {
    Entry entry = entries.get(key(key));
    return entry == null ? null : entry.value;
  }

  boolean has(Object key) {
    return entries.containsKey(key(key));
  }

  int size() {
    return entries.size();
  }

  Iterable<Entry> entries() {
    return entries.values();
  }

  Iterator<Object> keys() {
    Iterator<Entry> it = entries.values().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return it.hasNext();
      }

      @Override
      public Object next() {
        return it.next().key;
      }
    };
  }

  /// What a value is as a key: equal keys are equal objects.
  ///
  /// @throws TemplateException TypeError for a value that Python cannot hash
  static Object key(Object value) {
    if (value instanceof Text || value instanceof Long) {
      return value;
    }
    if (value instanceof Boolean b) {
      return b ? 1L : 0L;
    }
    if (value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 9e18) {
      return d.longValue();
    }
    if (value instanceof Tuple t) {
      List<Object> parts = new ArrayList<>();
      for (Object e : t.keyElements()) {
        parts.add(key(e));
      }
      return parts;
    }
    if (value instanceof Undefined) {
      return Undefined.class;
    }
    if (value instanceof PyList || value instanceof Dict || value instanceof DictView) {
      throw TemplateException.typeError("unhashable type: '" + Values.typeName(value) + "'");
    }
    return value;
  }
}
