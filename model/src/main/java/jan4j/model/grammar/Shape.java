package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A set of JSON values, type by type. Immutable.
///
/// @param booleans bit 0 for false, bit 1 for true
/// @param numbers see [NumberTexts]
/// @param arrays any of them
/// @param objects any of them
record Shape(
    boolean hasNull,
    int booleans,
    Dfa numbers,
    TextSet strings,
    List<ArrayCase> arrays,
    List<ObjectCase> objects) {
  private static final int MAX_CASES = 400;

  static final Shape ALL =
      new Shape(
          true, 3, NumberTexts.ALL, TextSet.ALL, List.of(ArrayCase.ALL), List.of(ObjectCase.ALL));
  static final Shape NONE = new Shape(false, 0, Dfa.NONE, TextSet.NONE, List.of(), List.of());

  Shape withNumbers(Dfa only) {
    return new Shape(hasNull, booleans, only, strings, arrays, objects);
  }

  Shape withStrings(TextSet only) {
    return new Shape(hasNull, booleans, numbers, only, arrays, objects);
  }

  Shape withArrays(List<ArrayCase> only) {
    return new Shape(hasNull, booleans, numbers, strings, only, objects);
  }

  Shape withObjects(List<ObjectCase> only) {
    return new Shape(hasNull, booleans, numbers, strings, arrays, only);
  }

  Shape intersect(Shape o) {
    if (equals(ALL)) {
      return o;
    }
    if (o.equals(ALL)) {
      return this;
    }
    return new Shape(
        hasNull && o.hasNull,
        booleans & o.booleans,
        numbers.intersect(o.numbers),
        strings.intersect(o.strings),
        bothArrays(arrays, o.arrays),
        bothObjects(objects, o.objects));
  }

  Shape union(Shape o) {
    return new Shape(
        hasNull || o.hasNull,
        booleans | o.booleans,
        numbers.union(o.numbers),
        strings.union(o.strings),
        either(arrays, o.arrays, ArrayCase.ALL),
        either(objects, o.objects, ObjectCase.ALL));
  }

  Shape complement() {
    List<ArrayCase> otherArrays = List.of(ArrayCase.ALL);
    for (ArrayCase each : arrays) {
      otherArrays =
          each.equals(ArrayCase.ALL) ? List.of() : bothArrays(otherArrays, each.complement());
    }
    List<ObjectCase> otherObjects = List.of(ObjectCase.ALL);
    for (ObjectCase each : objects) {
      otherObjects = bothObjects(otherObjects, each.complement());
    }
    return new Shape(
        !hasNull,
        3 - booleans,
        NumberTexts.ALL.minus(numbers),
        strings.complement(),
        otherArrays,
        otherObjects);
  }

  /// Any of both; what says less than another case goes, unless it carries annotations.
  private static <T> List<T> either(List<T> a, List<T> b, T all) {
    Set<T> out = new LinkedHashSet<>(a);
    out.addAll(b);
    if (out.contains(all)) {
      out.removeIf(c -> !c.equals(all) && !isAnnotated(c));
    }
    return checked(out);
  }

  private static boolean isAnnotated(Object each) {
    return switch (each) {
      case ArrayCase array -> array.evaluated() > 0 || !array.evaluatedBy().isEmpty();
      case ObjectCase object -> !object.evaluated().isNone();
      default -> false;
    };
  }

  private static List<ArrayCase> bothArrays(List<ArrayCase> a, List<ArrayCase> b) {
    Set<ArrayCase> out = new LinkedHashSet<>();
    for (ArrayCase x : a) {
      for (ArrayCase y : b) {
        ArrayCase both = x.intersect(y);
        if (!both.isNone()) {
          out.add(both);
          checked(out);
        }
      }
    }
    return new ArrayList<>(out);
  }

  private static List<ObjectCase> bothObjects(List<ObjectCase> a, List<ObjectCase> b) {
    Set<ObjectCase> out = new LinkedHashSet<>();
    for (ObjectCase x : a) {
      for (ObjectCase y : b) {
        ObjectCase both = x.intersect(y);
        if (!both.isNone()) {
          out.add(both);
          checked(out);
        }
      }
    }
    return new ArrayList<>(out);
  }

  private static <T> List<T> checked(Set<T> cases) {
    if (cases.size() > MAX_CASES) {
      throw new TooLarge("more than " + MAX_CASES + " cases have to be told apart");
    }
    return new ArrayList<>(cases);
  }
}
