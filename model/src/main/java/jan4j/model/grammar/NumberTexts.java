package jan4j.model.grammar;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.IntPredicate;

/// Sets of numbers as regular languages of their decimal texts without exponent
/// (`-?(0|[1-9][0-9]*)(\.[0-9]+)?`). A set holds either every such text of a number or none.
final class NumberTexts {
  /// The most digits of a bound, before and after the point together.
  private static final int MAX_DIGITS = 400;

  private static final int MAX_MODULUS = 12_000;

  private static final int[] CUTS = {
    0, '-', '.', '/', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':'
  };

  /// Every number.
  static final Dfa ALL = phases(p -> p.number);

  /// The numbers without a fraction; 1.0 is one.
  static final Dfa INTEGERS = multipleOf(BigDecimal.ONE);

  /// The texts of [#INTEGERS] without a point.
  static final Dfa PLAIN_INTEGERS = phases(p -> p == Phase.ZERO || p == Phase.DIGITS);

  private enum Phase {
    START(false),
    SIGN(false),
    ZERO(true),
    DIGITS(true),
    POINT(false),
    FRACTION(true),
    DEAD(false);

    final boolean number;

    Phase(boolean number) {
      this.number = number;
    }

    Phase next(int c) {
      boolean digit = c >= '0' && c <= '9';
      return switch (this) {
        case START -> c == '-' ? SIGN : SIGN.next(c);
        case SIGN -> c == '0' ? ZERO : digit ? DIGITS : DEAD;
        case ZERO -> c == '.' ? POINT : DEAD;
        case DIGITS -> digit ? DIGITS : c == '.' ? POINT : DEAD;
        case POINT, FRACTION -> digit ? FRACTION : DEAD;
        case DEAD -> DEAD;
      };
    }
  }

  /// What was read: `count` digits that matter, and what they amount to so far.
  private record State(Phase phase, boolean negative, int count, int value) {
    static final State START = new State(Phase.START, false, 0, 0);
    static final State DEAD = new State(Phase.DEAD, false, 0, 0);
  }

  private NumberTexts() {}

  private static Dfa phases(java.util.function.Predicate<Phase> accepts) {
    return Dfa.explore(Phase.START, CUTS, Phase::next, accepts);
  }

  /// The numbers whose comparison with `bound` (-1, 0, 1) is `wanted`.
  static Dfa compared(BigDecimal bound, IntPredicate wanted) {
    checkDigits(bound);
    BigDecimal size = bound.abs().stripTrailingZeros();
    String[] parts = (size.signum() == 0 ? "0" : size.toPlainString()).split("\\.");
    Comparison comparison =
        new Comparison(parts[0], parts.length > 1 ? parts[1] : "", bound.signum());
    return Dfa.explore(
        State.START,
        CUTS,
        comparison::next,
        s -> s.phase.number && wanted.test(comparison.result(s)));
  }

  private record Comparison(String digits, String fraction, int sign) {
    State next(State s, int c) {
      Phase phase = s.phase.next(c);
      return switch (phase) {
        case SIGN -> new State(phase, true, 0, 0);
        case ZERO, DIGITS -> {
          int compared =
              s.value == 0 && s.count < digits.length()
                  ? Integer.compare(c, digits.charAt(s.count))
                  : s.value;
          yield new State(phase, s.negative, Math.min(s.count + 1, digits.length() + 1), compared);
        }
        case POINT -> new State(phase, s.negative, 0, whole(s));
        case FRACTION -> {
          int wanted = s.count < fraction.length() ? fraction.charAt(s.count) : '0';
          int compared = s.value == 0 ? Integer.compare(c, wanted) : s.value;
          yield new State(
              phase,
              s.negative,
              compared == 0 ? Math.min(s.count + 1, fraction.length()) : 0,
              compared);
        }
        case START, DEAD -> State.DEAD;
      };
    }

    /// The comparison of the digits before the point: neither side has a leading zero.
    private int whole(State s) {
      return s.count == digits.length() ? s.value : Integer.compare(s.count, digits.length());
    }

    int result(State s) {
      int size = s.phase == Phase.FRACTION ? s.value : whole(s);
      int read = s.phase == Phase.FRACTION ? s.count : 0;
      size = size == 0 && read < fraction.length() ? -1 : size;
      if (sign == 0 || s.negative == sign < 0) {
        return s.negative ? -size : size;
      }
      return s.negative ? -1 : 1;
    }
  }

  /// The whole multiples of `divisor`.
  ///
  /// @throws TooLarge where that takes too many states
  static Dfa multipleOf(BigDecimal divisor) {
    checkDigits(divisor);
    BigDecimal step = divisor.stripTrailingZeros();
    int places = Math.max(0, step.scale());
    BigInteger modulus = step.scaleByPowerOfTen(places).toBigIntegerExact();
    if (step.unscaledValue().equals(BigInteger.ONE) && step.scale() < 0) {
      return powerOfTen(-step.scale());
    }
    if (modulus.bitLength() > 30 || modulus.intValue() * (places + 2L) > MAX_MODULUS) {
      throw new TooLarge("the multiples of " + divisor + " take too many rules");
    }
    Remainder remainder = new Remainder(modulus.intValue(), places);
    return Dfa.explore(
        State.START, CUTS, remainder::next, s -> s.phase.number && remainder.isZero(s));
  }

  private record Remainder(int modulus, int places) {
    State next(State s, int c) {
      Phase phase = s.phase.next(c);
      return switch (phase) {
        case SIGN, POINT -> new State(phase, false, 0, s.value);
        case ZERO, DIGITS -> new State(phase, false, 0, (s.value * 10 + c - '0') % modulus);
        case FRACTION -> {
          if (s.count < places) {
            yield new State(phase, false, s.count + 1, (s.value * 10 + c - '0') % modulus);
          }
          yield c == '0' ? new State(phase, false, s.count, s.value) : State.DEAD;
        }
        case START, DEAD -> State.DEAD;
      };
    }

    boolean isZero(State s) {
      long value = s.value;
      for (int i = s.count; i < places; i++) {
        value = value * 10 % modulus;
      }
      return value == 0;
    }
  }

  /// Counts the zeros at the end; a negative count says that there was no other digit yet.
  private static Dfa powerOfTen(int zeros) {
    return Dfa.explore(
        State.START,
        CUTS,
        (s, c) -> {
          Phase phase = s.phase.next(c);
          return switch (phase) {
            case SIGN, POINT -> new State(phase, false, s.count, 0);
            case ZERO -> new State(phase, false, zeros, 0);
            case DIGITS -> new State(phase, false, c == '0' ? Math.min(zeros, s.count + 1) : 0, 0);
            case FRACTION -> c == '0' ? new State(phase, false, s.count, 0) : State.DEAD;
            case START, DEAD -> State.DEAD;
          };
        },
        s -> s.phase.number && s.count >= zeros);
  }

  /// The texts with at most `max` digits in all.
  static Dfa digits(int max) {
    return Dfa.explore(
        State.START,
        CUTS,
        (s, c) -> {
          Phase phase = s.phase.next(c);
          int count = s.count + (c >= '0' && c <= '9' ? 1 : 0);
          return count > max ? State.DEAD : new State(phase, false, count, 0);
        },
        s -> s.phase.number);
  }

  /// One text for each number: no zeros at the end of a fraction, no negative zero.
  static Dfa canonical() {
    return Dfa.explore(
        State.START,
        CUTS,
        (s, c) -> {
          Phase phase = s.phase.next(c);
          boolean bad = phase == Phase.ZERO && s.phase == Phase.SIGN;
          int value = phase == Phase.FRACTION && c == '0' ? 1 : bad ? 2 : 0;
          return new State(phase, false, 0, s.value == 2 && phase != Phase.FRACTION ? 2 : value);
        },
        s -> s.phase.number && s.value == 0);
  }

  private static void checkDigits(BigDecimal value) {
    if (Math.abs((long) value.scale()) + value.precision() > MAX_DIGITS) {
      throw new TooLarge("the number " + value + " has more than " + MAX_DIGITS + " digits");
    }
  }
}
