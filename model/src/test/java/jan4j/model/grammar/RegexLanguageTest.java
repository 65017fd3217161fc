package jan4j.model.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RegexLanguageTest {
  private static final List<String> PATTERNS =
      List.of(
          "a",
          "^a",
          "a$",
          "^$",
          "^(a|b)*c?$",
          "a{2,3}b",
          "^[^ab]+$",
          "(^a|b$)",
          "^(?:ab)+?$",
          "^a.b$",
          "\\ba\\b",
          "\\Bb",
          "^(?=a)[ab]*$",
          "^(?!ab)[abc]*$",
          "^[\\w-]{2}$",
          "a|",
          "^(a?b?c?){2}$",
          "^\\x61\\u0062[\\]\\-c]$",
          "c{0}$",
          "^a*a*b$");

  @Test
  void aPatternFindsWhatTheJdkFinds() {
    Random random = new Random(7);
    for (String pattern : PATTERNS) {
      Dfa language = RegexLanguage.of(pattern);
      Pattern jdk = Pattern.compile(pattern.replace("$", "\\z"));
      for (int i = 0; i < 400; i++) {
        String text = text(random);
        assertThat(language.accepts(text))
            .as(pattern + " in \"" + text + "\"")
            .isEqualTo(jdk.matcher(text).find());
      }
    }
  }

  private static String text(Random random) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      out.append("abcab -]".charAt(random.nextInt(8)));
    }
    return out.toString();
  }

  @Test
  void languagesAreASetAlgebra() {
    Dfa a = RegexLanguage.of("^[ab]*$");
    Dfa b = RegexLanguage.of("b");

    assertThat(a.complement().complement()).isEqualTo(a);
    assertThat(a.minus(b)).isEqualTo(RegexLanguage.of("^a*$"));
    assertThat(a.intersect(b).union(a.minus(b))).isEqualTo(a);
    assertThat(a.intersect(a.complement()).isNone()).isTrue();
    assertThat(b.union(b.complement()).isAll()).isTrue();
    assertThat(RegexLanguage.of("^(x|yy)?$").finite(5)).hasValue(List.of("", "x", "yy"));
    assertThat(a.finite(100)).isEmpty();
  }

  @Test
  void astralCharactersCountAsOne() {
    assertThat(RegexLanguage.of("^.{2}$").accepts("\ud83d\ude00x")).isTrue();
    assertThat(RegexLanguage.of("^[\\u{1F600}-\\u{1F64F}]$").accepts("\ud83d\ude01")).isTrue();
    assertThat(RegexLanguage.of("^\\ud83d\\ude00$").accepts("\ud83d\ude00")).isTrue();
  }
}
