package jan4j.model.jinja;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The table of tests (`x is name`).
final class Tests {
  /// A test.
  @FunctionalInterface
  interface Test {
    boolean holds(State state, Object value, Arguments arguments);
  }

  private static final Map<String, Test> TESTS = new HashMap<>();

  static {
    TESTS.put("defined", (state, v, a) -> !(v instanceof Undefined));
    TESTS.put("undefined", (state, v, a) -> v instanceof Undefined);
    TESTS.put("none", (state, v, a) -> v instanceof None);
    TESTS.put("boolean", (state, v, a) -> v instanceof Boolean);
    TESTS.put("true", (state, v, a) -> v instanceof Boolean b && b);
    TESTS.put("false", (state, v, a) -> v instanceof Boolean b && !b);
    TESTS.put("integer", (state, v, a) -> v instanceof Long || v instanceof BigInteger);
    TESTS.put("float", (state, v, a) -> v instanceof Double);
    TESTS.put("number", (state, v, a) -> Numbers.isNumber(v));
    TESTS.put("string", (state, v, a) -> v instanceof Text);
    TESTS.put("mapping", (state, v, a) -> v instanceof Dict);
    TESTS.put("sequence", Tests::isSequence);
    TESTS.put("iterable", (state, v, a) -> Iteration.isIterable(v));
    TESTS.put("callable", (state, v, a) -> v instanceof Callable || v instanceof Undefined);
    TESTS.put("escaped", (state, v, a) -> v instanceof Text t && t.isMarkup());
    TESTS.put("sameas", (state, v, a) -> same(v, other(a, "sameas")));
    TESTS.put("in", (state, v, a) -> Values.contains(state, other(a, "in"), v));
    TESTS.put("upper", (state, v, a) -> cased(state, v, "isupper"));
    TESTS.put("lower", (state, v, a) -> cased(state, v, "islower"));
    TESTS.put("odd", (state, v, a) -> Values.isEqual(state, modulo(v, 2L), 1L));
    TESTS.put("even", (state, v, a) -> Values.isEqual(state, modulo(v, 2L), 0L));
    TESTS.put(
        "divisibleby",
        (state, v, a) -> Values.isEqual(state, modulo(v, other(a, "divisibleby")), 0L));
    TESTS.put("filter", (state, v, a) -> v instanceof Text t && Filters.find(t.value()) != null);
    TESTS.put("test", (state, v, a) -> v instanceof Text t && find(t.value()) != null);
    comparison(Compare.Operator.EQUAL, "==", "eq", "equalto");
    comparison(Compare.Operator.NOT_EQUAL, "!=", "ne");
    comparison(Compare.Operator.GREATER, ">", "gt", "greaterthan");
    comparison(Compare.Operator.GREATER_OR_EQUAL, ">=", "ge");
    comparison(Compare.Operator.LESS, "<", "lt", "lessthan");
    comparison(Compare.Operator.LESS_OR_EQUAL, "<=", "le");
  }

  private Tests() {}

  static @Nullable Test find(String name) {
    return TESTS.get(name);
  }

  /// The test, or one that fails when it is reached.
  static Test findOrFailing(String name) {
    Test test = TESTS.get(name);
    if (test != null) {
      return test;
    }
    return (_, _, _) -> {
      throw TemplateException.runtime("No test named '" + name + "'.");
    };
  }

  private static void comparison(Compare.Operator operator, String... names) {
    for (String name : names) {
      TESTS.put(name, (state, v, a) -> operator.holds(state, v, other(a, name)));
    }
  }

  private static Object other(Arguments a, String name) {
    Object other = a.bind(name, "other")[0];
    if (other == null) {
      throw TemplateException.typeError(name + " is missing its argument");
    }
    return other;
  }

  private static boolean isSequence(State state, Object value, Arguments a) {
    OptionalInt size = Values.size(state, value);
    return size.isPresent() && !(value instanceof DictView) && !(value instanceof LoopContext);
  }

  /// Identity, which is what the test asks.
  @SuppressWarnings("ReferenceEquality")
  private static boolean same(Object a, Object b) {
    boolean scalar = a instanceof Boolean || a instanceof Long || a instanceof Text;
    return a == b || (scalar && a.equals(b));
  }

  private static boolean cased(State state, Object value, String method) {
    Builtin test = StringMethods.bind(Printer.str(state, value), method);
    return test != null && Values.isTrue(test.call(state, Arguments.NONE));
  }

  private static Object modulo(Object value, Object by) {
    return Operators.arithmetic("%", value, by, Numbers::modulo);
  }
}
