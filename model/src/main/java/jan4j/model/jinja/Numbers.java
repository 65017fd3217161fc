package jan4j.model.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;

/// Python's numbers: bool, int without a fixed size, float.
final class Numbers {
  private Numbers() {}

  static boolean isNumber(Object value) {
    return value instanceof Long
        || value instanceof Double
        || value instanceof Boolean
        || value instanceof BigInteger;
  }

  static boolean isInteger(Object value) {
    return value instanceof Long || value instanceof Boolean || value instanceof BigInteger;
  }

  static BigInteger big(Object integer) {
    return switch (integer) {
      case BigInteger b -> b;
      case Boolean b -> b ? BigInteger.ONE : BigInteger.ZERO;
      default -> BigInteger.valueOf((Long) integer);
    };
  }

  /// A machine integer for indexes and counts; saturates.
  static long index(Object value, String what) {
    return switch (value) {
      case Long n -> n;
      case Boolean b -> b ? 1 : 0;
      case BigInteger b -> b.signum() < 0 ? Long.MIN_VALUE / 2 : Long.MAX_VALUE / 2;
      case Undefined u -> throw u.failure();
      default ->
          throw TemplateException.typeError(
              what + " must be an integer, not " + Values.typeName(value));
    };
  }

  static double toDouble(Object number) {
    return switch (number) {
      case Double d -> d;
      case Long n -> n;
      case Boolean b -> b ? 1 : 0;
      default -> ((BigInteger) number).doubleValue();
    };
  }

  static Object shrink(BigInteger n) {
    if (n.bitLength() < 64) {
      return n.longValue();
    }
    if (n.bitLength() > Limits.MAX_INTEGER_BITS) {
      throw TemplateException.limit("an integer grew past " + Limits.MAX_INTEGER_BITS + " bits");
    }
    return n;
  }

  static int compare(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    if (isInteger(a) && isInteger(b)) {
      return big(a).compareTo(big(b));
    }
    double x = toDouble(a);
    double y = toDouble(b);
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return 2;
    }
    if (Double.isInfinite(x) || Double.isInfinite(y)) {
      return x == y ? 0 : x < y ? -1 : 1;
    }
    return exact(a).compareTo(exact(b));
  }

  private static BigDecimal exact(Object number) {
    return number instanceof Double d ? new BigDecimal(d) : new BigDecimal(big(number));
  }

  static Object add(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      long sum = x + y;
      if (((x ^ sum) & (y ^ sum)) >= 0) {
        return sum;
      }
    }
    return isInteger(a) && isInteger(b)
        ? shrink(big(a).add(big(b)))
        : (Object) (toDouble(a) + toDouble(b));
  }

  static Object subtract(Object a, Object b) {
    return isInteger(a) && isInteger(b)
        ? shrink(big(a).subtract(big(b)))
        : (Object) (toDouble(a) - toDouble(b));
  }

  static Object multiply(Object a, Object b) {
    return isInteger(a) && isInteger(b)
        ? shrink(big(a).multiply(big(b)))
        : (Object) (toDouble(a) * toDouble(b));
  }

  static Object divide(Object a, Object b) {
    if (toDouble(b) == 0) {
      throw zero("division by zero");
    }
    return toDouble(a) / toDouble(b);
  }

  static Object floorDivide(Object a, Object b) {
    if (isInteger(a) && isInteger(b)) {
      if (big(b).signum() == 0) {
        throw zero("integer division or modulo by zero");
      }
      BigInteger[] q = big(a).divideAndRemainder(big(b));
      boolean down = q[1].signum() != 0 && q[1].signum() != big(b).signum();
      return shrink(down ? q[0].subtract(BigInteger.ONE) : q[0]);
    }
    if (toDouble(b) == 0) {
      throw zero("float floor division by zero");
    }
    return Math.floor(toDouble(a) / toDouble(b));
  }

  static Object modulo(Object a, Object b) {
    if (isInteger(a) && isInteger(b)) {
      BigInteger divisor = big(b);
      if (divisor.signum() == 0) {
        throw zero("integer modulo by zero");
      }
      BigInteger r = big(a).mod(divisor.abs());
      return shrink(divisor.signum() < 0 && r.signum() != 0 ? r.add(divisor) : r);
    }
    double divisor = toDouble(b);
    if (divisor == 0) {
      throw zero("float modulo");
    }
    double r = toDouble(a) % divisor;
    if (r == 0) {
      return Math.copySign(0.0, divisor);
    }
    return (r < 0) != (divisor < 0) ? r + divisor : r;
  }

  static Object power(Object a, Object b) {
    if (!isInteger(a) || !isInteger(b) || big(b).signum() < 0) {
      if (toDouble(a) == 0 && toDouble(b) < 0) {
        throw zero("0.0 cannot be raised to a negative power");
      }
      double p = Math.pow(toDouble(a), toDouble(b));
      if (Double.isInfinite(p)
          && !Double.isInfinite(toDouble(a))
          && !Double.isInfinite(toDouble(b))) {
        throw new TemplateException("OverflowError", "(34, 'Numerical result out of range')");
      }
      if (Double.isNaN(p) && !Double.isNaN(toDouble(a)) && !Double.isNaN(toDouble(b))) {
        throw TemplateException.typeError("complex numbers are not supported in templates");
      }
      return p;
    }
    BigInteger base = big(a);
    BigInteger exponent = big(b);
    if (base.bitLength() <= 1 && base.abs().compareTo(BigInteger.ONE) <= 0) {
      boolean odd = exponent.testBit(0);
      return shrink(exponent.signum() == 0 ? BigInteger.ONE : odd ? base : base.abs());
    }
    if (exponent.bitLength() > 16
        || (long) base.bitLength() * exponent.intValue() > Limits.MAX_INTEGER_BITS) {
      throw TemplateException.limit("an integer grew past " + Limits.MAX_INTEGER_BITS + " bits");
    }
    return shrink(base.pow(exponent.intValue()));
  }

  static Object negate(Object a) {
    return isInteger(a) ? shrink(big(a).negate()) : (Object) (-toDouble(a));
  }

  private static TemplateException zero(String message) {
    return new TemplateException("ZeroDivisionError", message);
  }
}
