package jan4j.model.grammar;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Rules for JSON values, each formula once. One grammar, one thread.
final class ValueRules {
  private static final int MAX_EXPRS = 4_000;

  private final SchemaCompiler compiler;
  private final JsonRules json = new JsonRules();
  private final StringRules strings = new StringRules(json);
  private final NumberRules numbers = new NumberRules(json);
  private final ArrayRules arrays = new ArrayRules(this);
  private final ObjectRules objects = new ObjectRules(this);
  private final Map<Expr, Symbol.Rule> rules = new HashMap<>();
  private final ArrayDeque<Expr> queue = new ArrayDeque<>();

  ValueRules(SchemaCompiler compiler) {
    this.compiler = compiler;
  }

  SchemaCompiler compiler() {
    return compiler;
  }

  JsonRules json() {
    return json;
  }

  StringRules strings() {
    return strings;
  }

  ArrayRules arrays() {
    return arrays;
  }

  /// The rule for the values of `expr`, with all the rules below it.
  Symbol.Rule root(Expr expr) {
    Symbol.Rule root = of(expr, "root");
    while (!queue.isEmpty()) {
      fill(queue.poll());
    }
    return root;
  }

  /// The rule for the values of `expr`; filled in later.
  Symbol.Rule of(Expr expr, String hint) {
    Symbol.Rule known = rules.get(expr);
    if (known != null) {
      return known;
    }
    if (rules.size() >= MAX_EXPRS) {
      throw new SchemaRefused(
          "", "", "the grammar needs more than " + MAX_EXPRS + " kinds of values");
    }
    Symbol.Rule rule = new Symbol.Rule(expr == Expr.Constant.ALWAYS ? "value" : hint);
    rules.put(expr, rule);
    queue.add(expr);
    return rule;
  }

  private void fill(Expr expr) {
    Symbol.Rule rule = of(expr, "value");
    try {
      alternatives(compiler.shape(expr), rule);
    } catch (TooLarge e) {
      SchemaNode node = nodeOf(expr);
      throw new SchemaRefused("", node == null ? "" : node.path(), e.reason());
    }
  }

  private void alternatives(Shape shape, Symbol.Rule rule) {
    if (!shape.strings().isNone()) {
      rule.or(strings.of(shape.strings(), rule.hint + "-string"));
    }
    if (!shape.numbers().isNone()) {
      rule.or(numbers.of(shape.numbers(), rule.hint + "-number"));
    }
    shape.objects().forEach(o -> rule.or(objects.of(o, rule.hint)));
    shape.arrays().forEach(a -> rule.or(arrays.of(a, rule.hint)));
    if ((shape.booleans() & 2) != 0) {
      rule.or(new Symbol.Text("true"));
    }
    if ((shape.booleans() & 1) != 0) {
      rule.or(new Symbol.Text("false"));
    }
    if (shape.hasNull()) {
      rule.or(new Symbol.Text("null"));
    }
  }

  private static @org.jspecify.annotations.Nullable SchemaNode nodeOf(Expr expr) {
    return switch (expr) {
      case Expr.Schema(SchemaNode node) -> node;
      case Expr.Not(Expr of) -> nodeOf(of);
      case Expr.All(Set<Expr> parts) -> nodeOf(parts.iterator().next());
      case Expr.Any(Set<Expr> parts) -> nodeOf(parts.iterator().next());
      case Expr.Constant _, Expr.Value _ -> null;
    };
  }
}
