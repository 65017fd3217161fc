package jan4j.model.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GbnfMatcherTest {
  private static boolean matches(String grammar, String text) {
    return GbnfMatcher.of(grammar).matches(text);
  }

  @Test
  void classesTakeRangesEscapesAndNegation() {
    assertThat(matches("root ::= [a-c\\]\\x41\\u00e9\\U0001F600-]", "]")).isTrue();
    assertThat(matches("root ::= [a-c\\]\\x41\\u00e9\\U0001F600-]", "A")).isTrue();
    assertThat(matches("root ::= [a-c\\]\\x41\\u00e9\\U0001F600-]", "-")).isTrue();
    assertThat(matches("root ::= [a-c\\]\\x41\\u00e9\\U0001F600-]", "\ud83d\ude00")).isTrue();
    assertThat(matches("root ::= [^a-c]", "b")).isFalse();
    assertThat(matches("root ::= [^a-c]", "d")).isTrue();
    assertThat(matches("root ::= .", "\n")).isTrue();
  }

  @Test
  void repetitionsBindToTheLastSymbol() {
    assertThat(matches("root ::= \"ab\"{2,3}", "abab")).isTrue();
    assertThat(matches("root ::= \"ab\"{2,3}", "abababab")).isFalse();
    assertThat(matches("root ::= \"x\" [0-9]+ \"y\"? \"z\"*", "x12zz")).isTrue();
    assertThat(matches("root ::= \"x\"{2,}", "x")).isFalse();
    assertThat(matches("root ::= \"x\"{3}", "xxx")).isTrue();
    assertThat(matches("root ::= \"x\"{0}", "")).isTrue();
  }

  @Test
  void groupsSpanLinesAndRulesDoNot() {
    String grammar = "# a comment\nroot ::= (\"a\" |\n  b # more\n)+\nb ::= \"b\" |\n  \"c\"\n";

    assertThat(matches(grammar, "abca")).isTrue();
    assertThat(matches(grammar, "d")).isFalse();
    assertThatThrownBy(() -> GbnfMatcher.of("root ::= \"a\"\n  \"b\""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPrefixIsToldFromAWholeText() {
    GbnfMatcher matcher = GbnfMatcher.of("root ::= \"abc\" | \"abd\" root");

    assertThat(matcher.isPrefix("abdab")).isTrue();
    assertThat(matcher.matches("abdab")).isFalse();
    assertThat(matcher.matches("abdabc")).isTrue();
    assertThat(matcher.isPrefix("abe")).isFalse();
  }

  @Test
  void nestingIsCounted() {
    GbnfMatcher matcher = GbnfMatcher.of("root ::= \"[\" root \"]\" | \"\"");

    assertThat(matcher.matches("[[[]]]")).isTrue();
    assertThat(matcher.matches("[[]")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root ::= root \"a\"",
        "root ::= a\na ::= \"\" b\nb ::= \"x\"? a",
        "root ::= missing",
        "start ::= \"a\"",
        "root ::= [a",
        "root ::= \"a",
        "root ::= *",
        "root ::= \"a\"{9999}",
        "root ::= (\"a\"",
        "root ::= \"\\q\""
      })
  void malformedGrammarsAreRefused(String grammar) {
    assertThatThrownBy(() -> GbnfMatcher.of(grammar)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ambiguityDoesNotMultiplyStacks() {
    GbnfMatcher matcher = GbnfMatcher.of("root ::= (\"a\" | \"a\" | [a-z])* \"!\"");

    assertThat(matcher.start().next("a".repeat(500)).nStacks()).isLessThan(20);
    assertThat(matcher.matches("a".repeat(500) + "!")).isTrue();
  }
}
