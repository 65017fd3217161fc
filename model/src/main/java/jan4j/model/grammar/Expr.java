package jan4j.model.grammar;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// What a value must be: a formula over the schemas of a document. Equal formulas are equal
/// records, so that recursion ends. Immutable.
sealed interface Expr {
  /// Any value, or none.
  enum Constant implements Expr {
    ALWAYS,
    NEVER
  }

  /// A value that a schema of the document allows.
  record Schema(SchemaNode node) implements Expr {}

  /// Exactly this value; see [Values#canonical(Object)].
  record Value(Object value) implements Expr {}

  /// Not what `of` allows, a schema or a value.
  record Not(Expr of) implements Expr {}

  /// All of at least two.
  record All(Set<Expr> parts) implements Expr {}

  /// Any of at least two.
  record Any(Set<Expr> parts) implements Expr {}

  static Expr schema(SchemaNode node) {
    if (node.schema() instanceof Boolean b) {
      return b ? Constant.ALWAYS : Constant.NEVER;
    }
    return new Schema(node);
  }

  static Expr all(Collection<Expr> parts) {
    Set<Expr> out = new LinkedHashSet<>();
    for (Expr part : parts) {
      if (part == Constant.NEVER) {
        return Constant.NEVER;
      }
      if (part instanceof All(Set<Expr> inner)) {
        out.addAll(inner);
      } else if (part != Constant.ALWAYS) {
        out.add(part);
      }
    }
    if (out.stream().anyMatch(p -> out.contains(not(p)))) {
      return Constant.NEVER;
    }
    return out.isEmpty() ? Constant.ALWAYS : out.size() == 1 ? out.iterator().next() : new All(out);
  }

  static Expr any(Collection<Expr> parts) {
    Set<Expr> out = new LinkedHashSet<>();
    for (Expr part : parts) {
      if (part == Constant.ALWAYS) {
        return Constant.ALWAYS;
      }
      if (part instanceof Any(Set<Expr> inner)) {
        out.addAll(inner);
      } else if (part != Constant.NEVER) {
        out.add(part);
      }
    }
    return out.isEmpty() ? Constant.NEVER : out.size() == 1 ? out.iterator().next() : new Any(out);
  }

  static Expr not(Expr of) {
    return switch (of) {
      case Constant c -> c == Constant.ALWAYS ? Constant.NEVER : Constant.ALWAYS;
      case Not(Expr inner) -> inner;
      case All(Set<Expr> parts) -> any(parts.stream().map(Expr::not).toList());
      case Any(Set<Expr> parts) -> all(parts.stream().map(Expr::not).toList());
      case Schema _, Value _ -> new Not(of);
    };
  }
}
