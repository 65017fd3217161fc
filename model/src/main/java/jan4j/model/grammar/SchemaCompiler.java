package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Works out what values a formula over the schemas of a document stands for, one level deep: what
/// items and members are stays a formula. One thread.
final class SchemaCompiler {
  private static final int MAX_SHAPES = 20_000;
  private static final int MAX_DEPTH = 200;

  private record Key(Expr expr, boolean exact) {}

  private final SchemaDocument document;
  private final GrammarOptions options;
  private final Map<Key, Shape> shapes = new HashMap<>();
  private final Set<Key> open = new HashSet<>();
  private final Map<String, Unenforced> notes = new LinkedHashMap<>();
  private final KeywordReader reader;

  /// Above 0 nothing may be left out, since the result is negated.
  private int exact;

  SchemaCompiler(SchemaDocument document, GrammarOptions options) {
    this.document = document;
    this.options = options;
    this.reader = new KeywordReader(this);
  }

  SchemaDocument document() {
    return document;
  }

  GrammarOptions options() {
    return options;
  }

  List<Unenforced> notes() {
    return new ArrayList<>(notes.values());
  }

  /// Says that the grammar does not hold a keyword.
  void note(SchemaNode node, String keyword, String reason) {
    notes.putIfAbsent(node.path(keyword), new Unenforced(keyword, node.path(keyword), reason));
  }

  private void note(SchemaRefused refused) {
    notes.putIfAbsent(
        refused.path(), new Unenforced(refused.keyword(), refused.path(), refused.reason()));
  }

  /// What a keyword makes of `body`, which may throw [TooLarge] or [SchemaRefused]: a refusal, or
  /// with best effort no constraint at all and a note.
  Shape keyword(SchemaNode node, String keyword, Supplier<Shape> body) {
    try {
      return attributed(node, keyword, body);
    } catch (SchemaRefused refused) {
      return leftOut(refused);
    }
  }

  /// With best effort a note, and a shape without a constraint; else the refusal.
  Shape leftOut(SchemaRefused refused) {
    if (!options.bestEffort() || exact > 0) {
      throw refused;
    }
    note(refused);
    return Shape.ALL;
  }

  static <T> T attributed(SchemaNode node, String keyword, Supplier<T> body) {
    try {
      return body.get();
    } catch (TooLarge e) {
      throw node.refused(keyword, e.reason());
    }
  }

  /// Whether what is evaluated will be negated.
  boolean isExact() {
    return exact > 0;
  }

  /// Evaluates `body` with nothing left out.
  <T> T exactly(Supplier<T> body) {
    exact++;
    try {
      return body.get();
    } finally {
      exact--;
    }
  }

  Shape shape(SchemaNode node) {
    return shape(Expr.schema(node));
  }

  /// @throws SchemaRefused where it cannot be worked out
  Shape shape(Expr expr) {
    if (expr instanceof Expr.Constant c) {
      return c == Expr.Constant.ALWAYS ? Shape.ALL : Shape.NONE;
    }
    Key key = new Key(expr, exact > 0);
    Shape known = shapes.get(key);
    if (known != null) {
      return known;
    }
    if (shapes.size() > MAX_SHAPES || open.size() > MAX_DEPTH) {
      throw new TooLarge("the schema needs too many distinct combinations of its parts");
    }
    if (!open.add(key)) {
      throw new TooLarge("the schema refers to itself without an array or object in between");
    }
    try {
      Shape shape = compute(expr);
      shapes.put(key, shape);
      return shape;
    } finally {
      open.remove(key);
    }
  }

  private Shape compute(Expr expr) {
    return switch (expr) {
      case Expr.Constant _ -> throw new IllegalStateException();
      case Expr.Schema(SchemaNode node) -> reader.read(node);
      case Expr.Value(Object value) -> ValueShapes.of(value);
      case Expr.Not(Expr of) -> negated(of);
      case Expr.All(Set<Expr> parts) -> {
        Shape out = Shape.ALL;
        for (Expr part : parts) {
          out = out.intersect(shape(part));
        }
        yield pruned(out);
      }
      case Expr.Any(Set<Expr> parts) -> {
        Shape out = Shape.NONE;
        for (Expr part : parts) {
          out = out.union(shape(part));
        }
        yield out;
      }
    };
  }

  private Shape negated(Expr of) {
    try {
      return exactly(() -> shape(of)).complement();
    } catch (SchemaRefused refused) {
      return leftOut(refused);
    } catch (TooLarge e) {
      if (of instanceof Expr.Schema(SchemaNode node)) {
        return leftOut(new SchemaRefused("", node.path(), "its negation: " + e.reason()));
      }
      throw e;
    }
  }

  /// Whether it can be told that no value is meant; false where it cannot.
  boolean isNone(Shape shape, int depth) {
    if (shape.hasNull()
        || shape.booleans() != 0
        || !shape.numbers().isNone()
        || !shape.strings().isNone()) {
      return false;
    }
    return shape.arrays().stream().allMatch(c -> isNone(c, depth))
        && shape.objects().stream().allMatch(c -> isNone(c, depth));
  }

  boolean isNone(Expr expr, int depth) {
    if (expr == Expr.Constant.NEVER) {
      return true;
    }
    if (depth == 0 || open.contains(new Key(expr, exact > 0))) {
      return false;
    }
    try {
      return isNone(shape(expr), depth - 1);
    } catch (TooLarge | SchemaRefused _) {
      return false;
    }
  }

  private boolean isNone(ArrayCase array, int depth) {
    for (int i = 0; i < Math.min(array.min(), array.prefix().size() + 1); i++) {
      if (isNone(array.item(i), depth)) {
        return true;
      }
    }
    return array.isNone()
        || array.contains().stream().anyMatch(c -> c.min() > 0 && isNone(c.item(), depth));
  }

  private boolean isNone(ObjectCase object, int depth) {
    return object.isNone()
        || object.required().stream().anyMatch(n -> isNone(object.member(n), depth));
  }

  /// Without the cases that can be told to be empty.
  Shape pruned(Shape shape) {
    if (shape.arrays().size() + shape.objects().size() < 2) {
      return shape;
    }
    return shape
        .withArrays(shape.arrays().stream().filter(c -> !isNone(c, 3)).toList())
        .withObjects(shape.objects().stream().filter(c -> !isNone(c, 3)).toList());
  }
}
