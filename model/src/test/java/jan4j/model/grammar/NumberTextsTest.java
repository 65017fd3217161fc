package jan4j.model.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberTextsTest {
  private static final List<String> BOUNDS =
      List.of("0", "1", "-1", "10", "99", "-100", "0.5", "-0.05", "12.34", "-9.99", "1e3", "1e-3");
  private static final List<String> DIVISORS =
      List.of("1", "2", "3", "7", "10", "100", "0.1", "0.25", "2.5", "1000", "12", "0.001");

  @Test
  void comparisonsAreThoseOfDecimals() {
    Random random = new Random(3);
    for (String bound : BOUNDS) {
      BigDecimal b = new BigDecimal(bound);
      for (int wanted = -1; wanted <= 1; wanted++) {
        int w = wanted;
        Dfa texts = NumberTexts.compared(b, c -> c == w);
        for (int i = 0; i < 300; i++) {
          String text = text(random, b);
          assertThat(texts.accepts(text))
              .as(text + " against " + bound)
              .isEqualTo(new BigDecimal(text).compareTo(b) == w);
        }
      }
    }
  }

  @Test
  void multiplesAreThoseOfDecimals() {
    Random random = new Random(5);
    for (String divisor : DIVISORS) {
      BigDecimal d = new BigDecimal(divisor);
      Dfa texts = NumberTexts.multipleOf(d);
      for (int i = 0; i < 300; i++) {
        String text =
            random.nextBoolean()
                ? text(random, d)
                : d.multiply(BigDecimal.valueOf(random.nextInt(2_000) - 1_000)).toPlainString();
        assertThat(texts.accepts(text))
            .as(text + " of " + divisor)
            .isEqualTo(new BigDecimal(text).remainder(d).signum() == 0);
      }
    }
  }

  private static String text(Random random, BigDecimal near) {
    BigDecimal value =
        switch (random.nextInt(4)) {
          case 0 -> near;
          case 1 -> near.add(BigDecimal.valueOf(random.nextInt(21) - 10, random.nextInt(4)));
          case 2 -> BigDecimal.valueOf(random.nextInt(4_001) - 2_000, random.nextInt(4));
          default -> BigDecimal.valueOf(random.nextInt(21) - 10);
        };
    String text = value.toPlainString();
    if (random.nextInt(4) == 0) {
      text += text.contains(".") ? "0" : ".00";
    }
    return value.signum() == 0 && random.nextBoolean() ? "-" + text : text;
  }
}
