package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.List;

/// The keywords that combine schemas in place.
final class Applicators {
  /// With annotations to keep apart, every set of branches is a case of its own.
  private static final int MAX_ANNOTATED = 5;

  private static final int MAX_BRANCHES = 500;

  private final SchemaCompiler compiler;

  Applicators(SchemaCompiler compiler) {
    this.compiler = compiler;
  }

  Shape reference(SchemaNode node, String keyword) {
    return compiler.shape(compiler.document().target(node, keyword));
  }

  Shape allOf(SchemaNode node) {
    Shape out = Shape.ALL;
    for (SchemaNode branch : branches(node, "allOf")) {
      out = compiler.pruned(out.intersect(compiler.shape(branch)));
    }
    return out;
  }

  Shape anyOf(SchemaNode node) {
    return any(branches(node, "anyOf").stream().map(compiler::shape).toList());
  }

  private Shape any(List<Shape> shapes) {
    if (!isAnnotated()) {
      Shape out = Shape.NONE;
      for (Shape shape : shapes) {
        out = out.union(shape);
      }
      return out;
    }
    if (shapes.size() > MAX_ANNOTATED) {
      throw new TooLarge(
          "more than " + MAX_ANNOTATED + " branches together with an unevaluated keyword");
    }
    Shape out = Shape.NONE;
    for (int set = 1; set < 1 << shapes.size(); set++) {
      Shape all = Shape.ALL;
      for (int i = 0; i < shapes.size(); i++) {
        all = (set >> i & 1) == 1 ? all.intersect(shapes.get(i)) : all;
      }
      out = out.union(all);
    }
    return compiler.pruned(out);
  }

  private boolean isAnnotated() {
    return compiler.document().uses("unevaluatedProperties")
        || compiler.document().uses("unevaluatedItems");
  }

  Shape oneOf(SchemaNode node) {
    List<SchemaNode> branches = branches(node, "oneOf");
    List<Shape> plain = branches.stream().map(compiler::shape).toList();
    List<Shape> shapes = new ArrayList<>(plain);
    for (int i = 0; i < plain.size(); i++) {
      for (int k = 0; k < plain.size(); k++) {
        if (i != k && !areDisjoint(plain.get(i), plain.get(k))) {
          SchemaNode other = branches.get(k);
          Shape not = compiler.exactly(() -> compiler.shape(other)).complement();
          shapes.set(i, compiler.pruned(shapes.get(i).intersect(not)));
        }
      }
    }
    Shape out = Shape.NONE;
    for (Shape shape : shapes) {
      out = out.union(shape);
    }
    return out;
  }

  private boolean areDisjoint(Shape a, Shape b) {
    try {
      return compiler.isNone(a.intersect(b), 3);
    } catch (TooLarge _) {
      return false;
    }
  }

  Shape negation(SchemaNode node) {
    SchemaNode not = compiler.document().child(node, "not");
    return compiler.exactly(() -> compiler.shape(not)).complement();
  }

  Shape conditional(SchemaNode node) {
    if (!node.has("then") && !node.has("else") && !isAnnotated()) {
      return Shape.ALL;
    }
    SchemaNode condition = compiler.document().child(node, "if");
    Shape holds = compiler.exactly(() -> compiler.shape(condition));
    Shape then = node.has("then") ? branch(node, "then") : Shape.ALL;
    Shape otherwise = node.has("else") ? branch(node, "else") : Shape.ALL;
    return compiler.pruned(holds.intersect(then).union(holds.complement().intersect(otherwise)));
  }

  private Shape branch(SchemaNode node, String keyword) {
    return compiler.shape(compiler.document().child(node, keyword));
  }

  private List<SchemaNode> branches(SchemaNode node, String keyword) {
    List<?> list = Keywords.list(node, keyword);
    if (list.isEmpty()) {
      throw node.refused(keyword, "a list with one schema at least is expected");
    }
    if (list.size() > MAX_BRANCHES) {
      throw new TooLarge("more than " + MAX_BRANCHES + " branches");
    }
    List<SchemaNode> out = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      out.add(compiler.document().child(node, keyword, i));
    }
    return out;
  }
}
