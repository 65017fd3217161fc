package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One conjunction of what an array must be. Immutable.
///
/// @param prefix the items by index
/// @param rest every further item
/// @param max [Integer#MAX_VALUE] for no bound
/// @param unique where `uniqueItems` stands, null where items may be equal
/// @param evaluated how many items are evaluated, for `unevaluatedItems`
/// @param evaluatedBy what evaluates an item anywhere
record ArrayCase(
    List<Expr> prefix,
    Expr rest,
    int min,
    int max,
    List<Contains> contains,
    @Nullable Place unique,
    int evaluated,
    Set<Expr> evaluatedBy) {
  static final ArrayCase ALL =
      new ArrayCase(
          List.of(), Expr.Constant.ALWAYS, 0, Integer.MAX_VALUE, List.of(), null, 0, Set.of());

  /// `min` to `max` of the items from index `from` on are as `item`.
  record Contains(int from, Expr item, int min, int max) {}

  static ArrayCase items(List<Expr> prefix, Expr rest) {
    return new ArrayCase(prefix, rest, 0, Integer.MAX_VALUE, List.of(), null, 0, Set.of());
  }

  static ArrayCase sizes(int min, int max) {
    return new ArrayCase(List.of(), Expr.Constant.ALWAYS, min, max, List.of(), null, 0, Set.of());
  }

  static ArrayCase containing(Contains contains) {
    return new ArrayCase(
        List.of(),
        Expr.Constant.ALWAYS,
        contains.min > 0 ? contains.from + contains.min : 0,
        Integer.MAX_VALUE,
        List.of(contains),
        null,
        0,
        Set.of());
  }

  ArrayCase withUnique(Place place) {
    return new ArrayCase(prefix, rest, min, max, contains, place, evaluated, evaluatedBy);
  }

  ArrayCase withEvaluated(int count, Set<Expr> by) {
    return new ArrayCase(prefix, rest, min, max, contains, unique, count, by);
  }

  Expr item(int index) {
    return index < prefix.size() ? prefix.get(index) : rest;
  }

  ArrayCase intersect(ArrayCase o) {
    List<Expr> both = new ArrayList<>();
    for (int i = 0; i < Math.max(prefix.size(), o.prefix.size()); i++) {
      both.add(Expr.all(List.of(item(i), o.item(i))));
    }
    Set<Contains> all = new LinkedHashSet<>(contains);
    all.addAll(o.contains);
    Set<Expr> by = new LinkedHashSet<>(evaluatedBy);
    by.addAll(o.evaluatedBy);
    return new ArrayCase(
        both,
        Expr.all(List.of(rest, o.rest)),
        Math.max(min, o.min),
        Math.min(max, o.max),
        List.copyOf(all),
        unique == null ? o.unique : unique,
        Math.max(evaluated, o.evaluated),
        by);
  }

  /// Whether it is plain that no array is meant.
  boolean isNone() {
    for (int i = 0; i < Math.min(min, prefix.size() + 1); i++) {
      if (item(i) == Expr.Constant.NEVER) {
        return true;
      }
    }
    return min > max || contains.stream().anyMatch(c -> c.min > c.max);
  }

  /// The arrays that are not meant, one constraint broken in each case.
  List<ArrayCase> complement() {
    if (unique != null) {
      throw new TooLarge("the negation of uniqueItems");
    }
    List<ArrayCase> out = new ArrayList<>();
    for (int i = 0; i < prefix.size(); i++) {
      List<Expr> broken = new ArrayList<>(java.util.Collections.nCopies(i, Expr.Constant.ALWAYS));
      broken.add(Expr.not(prefix.get(i)));
      out.add(items(broken, Expr.Constant.ALWAYS).intersect(sizes(i + 1, Integer.MAX_VALUE)));
    }
    out.add(containing(new Contains(prefix.size(), Expr.not(rest), 1, Integer.MAX_VALUE)));
    if (min > 0) {
      out.add(sizes(0, min - 1));
    }
    if (max < Integer.MAX_VALUE) {
      out.add(sizes(max + 1, Integer.MAX_VALUE));
    }
    for (Contains c : contains) {
      if (c.min > 0) {
        out.add(containing(new Contains(c.from, c.item, 0, c.min - 1)));
      }
      if (c.max < Integer.MAX_VALUE) {
        out.add(containing(new Contains(c.from, c.item, c.max + 1, Integer.MAX_VALUE)));
      }
    }
    out.removeIf(
        c -> c.contains.stream().anyMatch(k -> k.item == Expr.Constant.NEVER && k.min > 0));
    return out;
  }
}
