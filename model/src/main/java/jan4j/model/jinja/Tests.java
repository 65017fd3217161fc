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
    plain("defined", (state, v, a) -> !(v instanceof Undefined));
    plain("undefined", (state, v, a) -> v instanceof Undefined);
    plain("none", (state, v, a) -> v instanceof None);
    plain("boolean", (state, v, a) -> v instanceof Boolean);
    plain("true", (state, v, a) -> v instanceof Boolean b && b);
    plain("false", (state, v, a) -> v instanceof Boolean b && !b);
    plain("integer", (state, v, a) -> v instanceof Long || v instanceof BigInteger);
    plain("float", (state, v, a) -> v instanceof Double);
    plain("number", (state, v, a) -> Numbers.isNumber(v));
    plain("string", (state, v, a) -> v instanceof Text);
    plain("mapping", (state, v, a) -> v instanceof Dict);
    plain("sequence", Tests::isSequence);
    plain("iterable", (state, v, a) -> Iteration.isIterable(v));
    plain("callable", (state, v, a) -> v instanceof Callable || v instanceof Undefined);
    plain("escaped", (state, v, a) -> v instanceof Text t && t.isMarkup());
    TESTS.put("sameas", (state, v, a) -> same(v, other(a, "sameas")));
    TESTS.put("in", (state, v, a) -> Values.contains(state, other(a, "in"), v));
    plain("upper", (state, v, a) -> cased(state, v, "isupper"));
    plain("lower", (state, v, a) -> cased(state, v, "islower"));
    plain("odd", (state, v, a) -> Values.isEqual(state, modulo(v, 2L), 1L));
    plain("even", (state, v, a) -> Values.isEqual(state, modulo(v, 2L), 0L));
    TESTS.put(
        "divisibleby",
        (state, v, a) -> Values.isEqual(state, modulo(v, other(a, "divisibleby")), 0L));
    plain(
        "filter",
        (state, v, a) -> Dict.key(v) instanceof Text t && Filters.find(t.value()) != null);
    plain("test", (state, v, a) -> Dict.key(v) instanceof Text t && find(t.value()) != null);
    comparison(Compare.Operator.EQUAL, "==", "eq", "equalto");
    comparison(Compare.Operator.NOT_EQUAL, "!=", "ne");
    comparison(Compare.Operator.GREATER, ">", "gt", "greaterthan");
    comparison(Compare.Operator.GREATER_OR_EQUAL, ">=", "ge");
    comparison(Compare.Operator.LESS, "<", "lt", "lessthan");
    comparison(Compare.Operator.LESS_OR_EQUAL, "<=", "le");
  }

  private Tests() {}

  /// A test without arguments.
  private static void plain(String name, Test test) {
    TESTS.put(
        name,
        (state, v, a) -> {
          a.bind("test_" + name);
          return test.holds(state, v, a);
        });
  }

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
    boolean small = a instanceof Boolean || (a instanceof Long n && n >= -5 && n <= 256);
    return a == b || (small && a.equals(b));
  }

  private static boolean cased(State state, Object value, String method) {
    Builtin test = StringMethods.bind(Printer.str(state, value), method);
    return test != null && Values.isTrue(test.call(state, Arguments.NONE));
  }

  private static Object modulo(Object value, Object by) {
    return Operators.arithmetic("%", value, by, Numbers::modulo);
  }
}
