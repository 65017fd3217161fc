package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// The keywords on types, values, numbers and strings.
final class ScalarKeywords {
  private static final int MAX_VALUES = 2_000;

  private final SchemaCompiler compiler;

  ScalarKeywords(SchemaCompiler compiler) {
    this.compiler = compiler;
  }

  Shape type(SchemaNode node) {
    Object type = node.get("type");
    List<String> names = type instanceof String s ? List.of(s) : Keywords.texts(node, "type", type);
    Shape out = Shape.NONE;
    for (String name : names) {
      out = out.union(ofType(node, name));
    }
    // OpenAPI 3.0; a keyword of the schema's author, not of the drafts.
    return Boolean.TRUE.equals(node.get("nullable")) ? out.union(ofType(node, "null")) : out;
  }

  private static Shape ofType(SchemaNode node, String name) {
    return switch (name) {
      case "null" -> ValueShapes.of(Values.Null.NULL);
      case "boolean" -> new Shape(false, 3, Dfa.NONE, TextSet.NONE, List.of(), List.of());
      case "integer" -> Shape.NONE.withNumbers(NumberTexts.INTEGERS);
      case "number" -> Shape.NONE.withNumbers(NumberTexts.ALL);
      case "string" -> Shape.NONE.withStrings(TextSet.ALL);
      case "array" -> Shape.NONE.withArrays(List.of(ArrayCase.ALL));
      case "object" -> Shape.NONE.withObjects(List.of(ObjectCase.ALL));
      default -> throw node.refused("type", "there is no type \"" + name + "\"");
    };
  }

  Shape constant(SchemaNode node) {
    return ValueShapes.of(Values.canonical(node.get("const")));
  }

  Shape enumeration(SchemaNode node) {
    List<?> values = Keywords.list(node, "enum");
    if (values.size() > MAX_VALUES) {
      throw new TooLarge("more than " + MAX_VALUES + " values");
    }
    List<Object> canonical = new ArrayList<>();
    values.forEach(v -> canonical.add(Values.canonical(v)));
    return ValueShapes.anyOf(canonical);
  }

  Shape bound(SchemaNode node, String keyword, IntPredicate wanted) {
    return Shape.ALL.withNumbers(NumberTexts.compared(Keywords.number(node, keyword), wanted));
  }

  Shape multipleOf(SchemaNode node) {
    java.math.BigDecimal divisor = Keywords.number(node, "multipleOf");
    if (divisor.signum() <= 0) {
      throw node.refused("multipleOf", "a number above 0 is expected");
    }
    return Shape.ALL.withNumbers(NumberTexts.multipleOf(divisor));
  }

  Shape minLength(SchemaNode node) {
    return Shape.ALL.withStrings(
        TextSet.lengths(Keywords.least(node, "minLength"), Integer.MAX_VALUE));
  }

  Shape maxLength(SchemaNode node) {
    return Shape.ALL.withStrings(TextSet.lengths(0, Keywords.count(node, "maxLength")));
  }

  Shape pattern(SchemaNode node) {
    return Shape.ALL.withStrings(TextSet.of(RegexLanguage.of(Keywords.text(node, "pattern"))));
  }

  Shape format(SchemaNode node) {
    String name = Keywords.text(node, "format");
    Optional<Dfa> texts = Formats.named(name);
    if (!compiler.options().assertFormats() || texts.isEmpty()) {
      compiler.note(
          node,
          "format",
          texts.isEmpty()
              ? "\"" + name + "\" is no format that is enforced, so it is an annotation"
              : "formats are annotations here");
      return Shape.ALL;
    }
    if (compiler.isExact()) {
      throw new TooLarge("the grammar holds a part of the format only, which cannot be negated");
    }
    return Shape.ALL.withStrings(TextSet.of(texts.get()));
  }
}
