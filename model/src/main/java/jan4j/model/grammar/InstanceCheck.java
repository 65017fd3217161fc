package jan4j.model.grammar;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Says whether a grammar lets a JSON value through in some spelling: any order of the members, and
/// several ways to write a number or a character. One thread.
public final class InstanceCheck {
  private static final int MAX_ORDERS = 20_000;

  private final GbnfMatcher matcher;

  /// For many values against one grammar.
  public InstanceCheck(GbnfMatcher matcher) {
    this.matcher = matcher;
  }

  /// @param value a value tree: maps, lists, strings, numbers, booleans and null
  /// @throws IllegalStateException where there are too many spellings to try
  public boolean allows(@org.jspecify.annotations.Nullable Object value) {
    return after(matcher.start(), Values.canonical(value)).isComplete();
  }

  private GbnfMatcher.State after(GbnfMatcher.State at, Object value) {
    if (at.isDead()) {
      return at;
    }
    return switch (value) {
      case Values.Null _ -> at.next("null");
      case Boolean b -> at.next(b.toString());
      case BigDecimal n -> any(at, spellings(n));
      case String s -> string(at, s);
      case List<?> list -> list(at, list);
      case Map<?, ?> map -> object(at, map);
      default -> throw new IllegalArgumentException("no JSON value: " + value);
    };
  }

  private GbnfMatcher.State any(GbnfMatcher.State at, Set<String> texts) {
    List<GbnfMatcher.State> states = new ArrayList<>();
    texts.forEach(text -> states.add(at.next(text)));
    return matcher.anyOf(states);
  }

  private static Set<String> spellings(BigDecimal n) {
    Set<String> out = new LinkedHashSet<>();
    String plain = Math.abs((long) n.scale()) > 1_000 ? "" : n.toPlainString();
    if (!plain.isEmpty()) {
      out.add(plain);
      out.add(plain + (plain.contains(".") ? "0" : ".0"));
      out.add(plain + (plain.contains(".") ? "00" : ".00"));
      out.add(plain + "e0");
      out.add(plain + "E+0");
    }
    if (n.signum() == 0) {
      out.addAll(List.of("-0", "-0.0"));
      return out;
    }
    String digits = n.unscaledValue().abs().toString();
    String sign = n.signum() < 0 ? "-" : "";
    for (int point : new int[] {1, digits.length()}) {
      int exponent = digits.length() - n.scale() - point;
      String fraction = digits.length() > point ? "." + digits.substring(point) : "";
      for (String e : exponent < 0 ? List.of("e", "E") : List.of("e", "e+", "E", "E+")) {
        out.add(sign + digits.substring(0, point) + fraction + e + exponent);
      }
    }
    return out;
  }

  private GbnfMatcher.State string(GbnfMatcher.State from, String text) {
    GbnfMatcher.State at = from.next('"');
    for (int c : text.codePoints().toArray()) {
      if (at.isDead()) {
        return at;
      }
      List<GbnfMatcher.State> states = new ArrayList<>();
      String escaped = JsonRules.escaped(c);
      states.add(at.next(escaped));
      if (escaped.length() != 6 && c < 0x10000) {
        states.add(at.next(String.format(java.util.Locale.ROOT, "\\u%04x", c)));
      }
      if (c == '/') {
        states.add(at.next("\\/"));
      }
      at = matcher.anyOf(states);
    }
    return at.next('"');
  }

  private GbnfMatcher.State list(GbnfMatcher.State from, List<?> list) {
    GbnfMatcher.State at = from.next('[');
    boolean first = true;
    for (Object item : list) {
      at = after(first ? at : at.next(','), item);
      first = false;
    }
    return at.next(']');
  }

  /// For every set of members the state after them, whatever their order.
  private GbnfMatcher.State object(GbnfMatcher.State from, Map<?, ?> map) {
    List<Map.Entry<String, Object>> members = new ArrayList<>();
    map.forEach((name, value) -> members.add(Map.entry(name.toString(), value)));
    Map<Set<Integer>, List<GbnfMatcher.State>> level = new HashMap<>();
    level.put(Set.of(), List.of(from.next('{')));
    for (int n = 0; n < members.size(); n++) {
      Map<Set<Integer>, List<GbnfMatcher.State>> next = new HashMap<>();
      for (Map.Entry<Set<Integer>, List<GbnfMatcher.State>> entry : level.entrySet()) {
        GbnfMatcher.State at = matcher.anyOf(entry.getValue());
        step(n == 0 ? at : at.next(','), entry.getKey(), members, next);
      }
      if (next.size() > MAX_ORDERS) {
        throw new IllegalStateException("there are too many orders of the members to try");
      }
      level = next;
    }
    List<GbnfMatcher.State> ends = new ArrayList<>();
    level.values().forEach(states -> ends.add(matcher.anyOf(states).next('}')));
    return ends.isEmpty() ? from.next("\0\0") : matcher.anyOf(ends);
  }

  private void step(
      GbnfMatcher.State at,
      Set<Integer> taken,
      List<Map.Entry<String, Object>> members,
      Map<Set<Integer>, List<GbnfMatcher.State>> next) {
    for (int i = 0; i < members.size(); i++) {
      if (taken.contains(i)) {
        continue;
      }
      GbnfMatcher.State key = string(at, members.get(i).getKey()).next(':');
      GbnfMatcher.State state = after(key, members.get(i).getValue());
      if (!state.isDead()) {
        Set<Integer> more = new java.util.HashSet<>(taken);
        more.add(i);
        next.computeIfAbsent(more, _ -> new ArrayList<>()).add(state);
      }
    }
  }
}
