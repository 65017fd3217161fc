package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keywords on objects.
final class ObjectKeywords {
  private final SchemaCompiler compiler;

  ObjectKeywords(SchemaCompiler compiler) {
    this.compiler = compiler;
  }

  private static Shape of(ObjectCase object) {
    return Shape.ALL.withObjects(object.isNone() ? List.of() : List.of(object));
  }

  Shape properties(SchemaNode node) {
    Map<String, Expr> named = new LinkedHashMap<>();
    for (String name : Keywords.map(node, "properties").keySet()) {
      named.put(name, Expr.schema(compiler.document().child(node, "properties", name)));
    }
    ObjectCase object = ObjectCase.named(named);
    return of(isTracked() ? object.withEvaluated(Dfa.words(named.keySet())) : object);
  }

  private boolean isTracked() {
    return compiler.document().uses("unevaluatedProperties");
  }

  Shape patternProperties(SchemaNode node) {
    ObjectCase all = ObjectCase.ALL;
    for (String pattern : Keywords.map(node, "patternProperties").keySet()) {
      Dfa names = RegexLanguage.of(pattern);
      Expr value = Expr.schema(compiler.document().child(node, "patternProperties", pattern));
      ObjectCase one = ObjectCase.open(names, value);
      all = all.intersect(isTracked() ? one.withEvaluated(names) : one);
    }
    return of(all);
  }

  Shape additionalProperties(SchemaNode node) {
    Expr value = Expr.schema(compiler.document().child(node, "additionalProperties"));
    Dfa others = Dfa.ALL;
    if (node.has("properties")) {
      others = others.minus(Dfa.words(Keywords.map(node, "properties").keySet()));
    }
    if (node.has("patternProperties")) {
      for (String pattern : Keywords.map(node, "patternProperties").keySet()) {
        others = others.minus(RegexLanguage.of(pattern));
      }
    }
    ObjectCase object =
        value == Expr.Constant.ALWAYS ? ObjectCase.ALL : ObjectCase.open(others, value);
    return of(isTracked() ? object.withEvaluated(others) : object);
  }

  Shape required(SchemaNode node) {
    Set<String> names = new LinkedHashSet<>(Keywords.texts(node, "required", node.get("required")));
    return of(ObjectCase.requiring(names));
  }

  Shape propertyNames(SchemaNode node) {
    SchemaNode names = compiler.document().child(node, "propertyNames");
    Dfa allowed = compiler.shape(names).strings().exact();
    return of(ObjectCase.open(allowed.complement(), Expr.Constant.NEVER));
  }

  Shape minProperties(SchemaNode node) {
    return of(ObjectCase.sizes(Keywords.least(node, "minProperties"), Integer.MAX_VALUE));
  }

  Shape maxProperties(SchemaNode node) {
    return of(ObjectCase.sizes(0, Keywords.count(node, "maxProperties")));
  }

  /// `dependentRequired`, `dependentSchemas`, or draft 7's `dependencies`, which is either.
  Shape dependent(SchemaNode node, String keyword) {
    Shape all = Shape.ALL;
    for (Map.Entry<String, @Nullable Object> entry : Keywords.map(node, keyword).entrySet()) {
      String name = entry.getKey();
      Shape then =
          entry.getValue() instanceof List<?> list && !keyword.equals("dependentSchemas")
              ? of(ObjectCase.requiring(new LinkedHashSet<>(Keywords.texts(node, keyword, list))))
              : compiler.shape(compiler.document().child(node, keyword, name));
      Shape present = of(ObjectCase.requiring(Set.of(name))).intersect(then);
      List<ObjectCase> cases = new ArrayList<>(present.objects());
      cases.addFirst(ObjectCase.without(name));
      all = all.intersect(Shape.ALL.withObjects(cases));
    }
    return all;
  }

  /// Holds the members whose names nothing evaluated to `rest`.
  static List<ObjectCase> unevaluated(List<ObjectCase> objects, Expr rest) {
    List<ObjectCase> out = new ArrayList<>();
    for (ObjectCase object : objects) {
      Dfa others = object.evaluated().complement();
      ObjectCase held =
          others.isNone() || rest == Expr.Constant.ALWAYS
              ? object
              : object.intersect(ObjectCase.open(others, rest));
      if (!held.isNone()) {
        out.add(held.withEvaluated(Dfa.ALL));
      }
    }
    return out;
  }
}
