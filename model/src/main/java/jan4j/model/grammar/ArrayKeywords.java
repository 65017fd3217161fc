package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The keywords on arrays.
final class ArrayKeywords {
  private static final int MAX_PREFIX = 500;

  private final SchemaCompiler compiler;

  ArrayKeywords(SchemaCompiler compiler) {
    this.compiler = compiler;
  }

  private static Shape of(ArrayCase array) {
    return Shape.ALL.withArrays(array.isNone() ? List.of() : List.of(array));
  }

  Shape prefixItems(SchemaNode node) {
    if (node.isDraft7()) {
      return Shape.ALL;
    }
    List<Expr> prefix = list(node, "prefixItems");
    return of(ArrayCase.items(prefix, Expr.Constant.ALWAYS).withEvaluated(prefix.size(), Set.of()));
  }

  private List<Expr> list(SchemaNode node, String keyword) {
    List<?> list = Keywords.list(node, keyword);
    if (list.size() > MAX_PREFIX) {
      throw new TooLarge("more than " + MAX_PREFIX + " schemas");
    }
    List<Expr> out = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      out.add(Expr.schema(compiler.document().child(node, keyword, i)));
    }
    return out;
  }

  /// One schema for all items behind `prefixItems`; or, before 2020-12, a list, with
  /// `additionalItems` behind it.
  Shape items(SchemaNode node) {
    if (!(node.get("items") instanceof List<?>)) {
      int first =
          node.has("prefixItems") && !node.isDraft7()
              ? Keywords.list(node, "prefixItems").size()
              : 0;
      Expr rest = Expr.schema(compiler.document().child(node, "items"));
      List<Expr> prefix = Collections.nCopies(first, Expr.Constant.ALWAYS);
      return of(ArrayCase.items(prefix, rest).withEvaluated(Integer.MAX_VALUE, Set.of()));
    }
    List<Expr> prefix = list(node, "items");
    boolean more = node.has("additionalItems");
    Expr rest =
        more
            ? Expr.schema(compiler.document().child(node, "additionalItems"))
            : Expr.Constant.ALWAYS;
    return of(
        ArrayCase.items(prefix, rest)
            .withEvaluated(more ? Integer.MAX_VALUE : prefix.size(), Set.of()));
  }

  Shape minItems(SchemaNode node) {
    return of(ArrayCase.sizes(Keywords.least(node, "minItems"), Integer.MAX_VALUE));
  }

  Shape maxItems(SchemaNode node) {
    return of(ArrayCase.sizes(0, Keywords.count(node, "maxItems")));
  }

  Shape contains(SchemaNode node) {
    Expr item = Expr.schema(compiler.document().child(node, "contains"));
    boolean counted = !node.isDraft7();
    int min = counted && node.has("minContains") ? Keywords.least(node, "minContains") : 1;
    int max =
        counted && node.has("maxContains")
            ? Keywords.count(node, "maxContains")
            : Integer.MAX_VALUE;
    Set<Expr> by = node.isDraft7() ? Set.of() : Set.of(item);
    if (min == 0 && max == Integer.MAX_VALUE) {
      return of(ArrayCase.ALL.withEvaluated(0, by));
    }
    ArrayCase array = ArrayCase.containing(new ArrayCase.Contains(0, item, min, max));
    return of(array.withEvaluated(0, by));
  }

  Shape uniqueItems(SchemaNode node) {
    return Keywords.flag(node, "uniqueItems")
        ? of(ArrayCase.ALL.withUnique(new Place("uniqueItems", node.path("uniqueItems"))))
        : Shape.ALL;
  }

  /// Holds the items that nothing evaluated to `rest`.
  static List<ArrayCase> unevaluated(List<ArrayCase> arrays, Expr rest) {
    List<ArrayCase> out = new ArrayList<>();
    for (ArrayCase array : arrays) {
      if (array.evaluated() == Integer.MAX_VALUE) {
        out.add(array);
        continue;
      }
      List<Expr> prefix = Collections.nCopies(array.evaluated(), Expr.Constant.ALWAYS);
      Set<Expr> either = new LinkedHashSet<>(array.evaluatedBy());
      either.add(rest);
      ArrayCase held =
          array
              .intersect(ArrayCase.items(prefix, Expr.any(either)))
              .withEvaluated(Integer.MAX_VALUE, Set.of());
      if (!held.isNone()) {
        out.add(held);
      }
    }
    return out;
  }
}
