package jan4j.worker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class GrammarBoundsTest {
  @Test
  void nestingIsBounded() {
    assertThatCode(() -> GrammarBounds.check("root ::= " + nested(200))).doesNotThrowAnyException();
    refused("root ::= " + nested(201));
    refused("root ::= \")\" " + "( \")\" ".repeat(300));
    refused("root ::= [)\\]] " + "( [)] ".repeat(300));
    refused("root ::= " + "( # )\n".repeat(300));
  }

  @Test
  void bracketsInLiteralsAndCommentsDoNotCount() {
    String calls = "root ::= \"f(\" ".repeat(1) + "\"g(\\\"(\" ".repeat(500) + "[(]* # (((";
    assertThatCode(() -> GrammarBounds.check(calls)).doesNotThrowAnyException();
  }

  @Test
  void lengthIsBoundedAndNulRefused() {
    refused("#".repeat(GrammarBounds.MAX_LENGTH + 1));
    refused("root ::= \"a\"\0");
  }

  private static String nested(int depth) {
    return "(".repeat(depth) + "\"a\"" + ")".repeat(depth);
  }

  private static void refused(String gbnf) {
    assertThatThrownBy(() -> GrammarBounds.check(gbnf))
        .asInstanceOf(InstanceOfAssertFactories.type(JanException.class))
        .matches(e -> e.code() == ErrorCode.GRAMMAR_INVALID);
  }
}
