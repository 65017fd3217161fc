package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.List;

/// What `keys()`, `values()` and `items()` of a dict return.
record DictView(Dict dict, Kind kind) {
  enum Kind {
    KEYS,
    VALUES,
    ITEMS
  }

  List<Object> elements() {
    List<Object> out = new ArrayList<>(dict.size());
    for (Dict.Entry e : dict.entries()) {
      out.add(
          switch (kind) {
            case KEYS -> e.key();
            case VALUES -> e.value();
            case ITEMS -> Tuple.of(e.key(), e.value());
          });
    }
    return out;
  }

  String pythonName() {
    return switch (kind) {
      case KEYS -> "dict_keys";
      case VALUES -> "dict_values";
      case ITEMS -> "dict_items";
    };
  }
}
