package jan4j.model.grammar;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Works out the shape of one schema, keyword by keyword. One thread.
final class KeywordReader {
  /// Keywords that draft 7 does not know, so that they say nothing there.
  private static final Set<String> LATER =
      Set.of(
          "$dynamicRef",
          "$recursiveRef",
          "dependentRequired",
          "dependentSchemas",
          "prefixItems",
          "unevaluatedItems",
          "unevaluatedProperties");

  /// What a keyword makes of a schema.
  private interface Rule {
    Shape of(SchemaNode node);
  }

  private final SchemaCompiler compiler;

  /// In the order in which they are worked out: what is cheap and narrow first.
  private final Map<String, Rule> rules = new LinkedHashMap<>();

  KeywordReader(SchemaCompiler compiler) {
    this.compiler = compiler;
    ScalarKeywords scalars = new ScalarKeywords(compiler);
    ArrayKeywords arrays = new ArrayKeywords(compiler);
    ObjectKeywords objects = new ObjectKeywords(compiler);
    Applicators applicators = new Applicators(compiler);
    rules.put("type", scalars::type);
    rules.put("const", scalars::constant);
    rules.put("enum", scalars::enumeration);
    rules.put("minimum", n -> scalars.bound(n, "minimum", c -> c >= 0));
    rules.put("maximum", n -> scalars.bound(n, "maximum", c -> c <= 0));
    rules.put("exclusiveMinimum", n -> scalars.bound(n, "exclusiveMinimum", c -> c > 0));
    rules.put("exclusiveMaximum", n -> scalars.bound(n, "exclusiveMaximum", c -> c < 0));
    rules.put("multipleOf", scalars::multipleOf);
    rules.put("minLength", scalars::minLength);
    rules.put("maxLength", scalars::maxLength);
    rules.put("pattern", scalars::pattern);
    rules.put("format", scalars::format);
    rules.put("prefixItems", arrays::prefixItems);
    rules.put("items", arrays::items);
    rules.put("minItems", arrays::minItems);
    rules.put("maxItems", arrays::maxItems);
    rules.put("contains", arrays::contains);
    rules.put("uniqueItems", arrays::uniqueItems);
    rules.put("properties", objects::properties);
    rules.put("patternProperties", objects::patternProperties);
    rules.put("additionalProperties", objects::additionalProperties);
    rules.put("required", objects::required);
    rules.put("propertyNames", objects::propertyNames);
    rules.put("minProperties", objects::minProperties);
    rules.put("maxProperties", objects::maxProperties);
    rules.put("dependentRequired", n -> objects.dependent(n, "dependentRequired"));
    rules.put("dependentSchemas", n -> objects.dependent(n, "dependentSchemas"));
    rules.put("dependencies", n -> objects.dependent(n, "dependencies"));
    rules.put("$ref", n -> applicators.reference(n, "$ref"));
    rules.put("$dynamicRef", n -> applicators.reference(n, "$dynamicRef"));
    rules.put("$recursiveRef", n -> applicators.reference(n, "$recursiveRef"));
    rules.put("allOf", applicators::allOf);
    rules.put("anyOf", applicators::anyOf);
    rules.put("oneOf", applicators::oneOf);
    rules.put("if", applicators::conditional);
    rules.put("not", applicators::negation);
  }

  Shape read(SchemaNode node) {
    if (node.isDraft7() && node.has("$ref")) {
      return one(node, "$ref", Shape.ALL);
    }
    Shape out = Shape.ALL;
    for (String keyword : rules.keySet()) {
      if (node.has(keyword) && counts(node, keyword)) {
        out = one(node, keyword, out);
      }
    }
    if (node.has("unevaluatedItems") && counts(node, "unevaluatedItems")) {
      out = unevaluated(node, "unevaluatedItems", out);
    }
    if (node.has("unevaluatedProperties") && counts(node, "unevaluatedProperties")) {
      out = unevaluated(node, "unevaluatedProperties", out);
    }
    return compiler.pruned(out);
  }

  private boolean counts(SchemaNode node, String keyword) {
    if (!node.isDraft7() || !LATER.contains(keyword)) {
      return true;
    }
    compiler.note(node, keyword, "draft 7 has no such keyword");
    return false;
  }

  private Shape one(SchemaNode node, String keyword, Shape before) {
    Rule rule = rules.get(keyword);
    if (rule == null) {
      return before;
    }
    Shape own = compiler.keyword(node, keyword, () -> before.intersect(rule.of(node)));
    return own.equals(Shape.ALL) ? before : own;
  }

  private Shape unevaluated(SchemaNode node, String keyword, Shape before) {
    Expr rest = Expr.schema(compiler.document().child(node, keyword));
    return SchemaCompiler.attributed(
        node,
        keyword,
        () ->
            keyword.equals("unevaluatedItems")
                ? before.withArrays(ArrayKeywords.unevaluated(before.arrays(), rest))
                : before.withObjects(ObjectKeywords.unevaluated(before.objects(), rest)));
  }
}
