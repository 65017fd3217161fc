package jan4j.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarBoundsTest {
  @Test
  void nestingIsBounded() {
    passes("root ::= " + nested(200));
    refused("root ::= " + nested(201), "nested more than 200");
  }

  @Test
  void bracketsInLiteralsAndCommentsDoNotCount() {
    passes("root ::= \"f(\" " + "\"g(\\\"(\" ".repeat(500) + "[(]* # (((");
  }

  @Test
  void lengthIsBoundedAndNulRefused() {
    refused("#".repeat(GrammarBounds.MAX_LENGTH + 1), "limit");
    refused("root ::= \"a\"\0", "NUL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root ::= \"a\" | [b-c]+ | .{2,3} x? (\"d\" | \"\\x41\\u00e9\\n\") # end\nx ::= [^\\]]*",
        "root ::= a (\n  \"b\"\n | c\n)\na ::= \"x\"\n\n# comment\nc::=\"y\"{3}",
        "root ::= \"\" | list\nlist ::= \"[\" (root (\",\" root)*)? \"]\"",
        "root ::= ws \"a\"\nws ::= ([ \\t] ws)?",
      })
  void whatTheLibraryReadsPasses(String gbnf) {
    passes(gbnf);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "root ::= ( ~ line 1, column 11",
        "root ::= \"a ~ column 12: the end of a text",
        "root ::= [a ~ the end of a class",
        "root ::= \"\\q\" ~ unknown escape",
        "root ::= \"\\x4\" ~ 2 hexadecimal digits",
        "root ::= * ~ nothing before",
        "root ::= \"a\"{3,2} ~ asks for more than it allows",
        "root ::= \"a\"{0,2001} ~ 2001 repetitions are too many",
        "root ::= \"a\"{x} ~ a number is missing",
        "root = \"a\" ~ ::=",
        "root ::= \"a\" ) ~ unexpected \")\"",
        "root ::= <nope> ~ no token of this model",
        "root ::= other ~ rule \"other\", named at line 1, column 10, is not defined",
        "start ::= \"a\" ~ no rule named \"root\"",
        "root ::= root \"a\" | \"b\" ~ left recursion",
        "root ::= (\"a\"? root) | \"b\" ~ left recursion",
        "root ::= (\"a\"*)* ~ can be empty",
        "root ::= ([a-z]*)+ ~ can be empty",
      })
  void whatIsWrongIsNamedWithItsPlace(String gbnf, String message) {
    refused(gbnf, message);
  }

  @Test
  void whatWouldHoldUpTheLibraryIsRefused() {
    refused("root ::= " + "\"a\"? ".repeat(4000), "ways at one place");
    String loop = IntStream.range(0, 64).mapToObj(_ -> "[a-z]*").collect(Collectors.joining("|"));
    refused("root ::= (" + loop + ")*", "can be empty");
    StringBuilder paths = new StringBuilder("root ::= r0\n");
    for (int i = 0; i < 40; i++) {
      paths.append("r").append(i).append(" ::= r").append(i + 1).append(" | r").append(i + 1);
      paths.append('\n');
    }
    refused(paths + "r40 ::= \"a\"", "ways at one place");
    refused("root ::= ((\"abcdefghij\"{1000}){1000}){2}", "elements");
    StringBuilder chain = new StringBuilder("root ::= r0\n");
    for (int i = 0; i < 3000; i++) {
      chain.append("r").append(i).append(" ::= r").append(i + 1).append(" \"x\"\n");
    }
    refused(chain + "r3000 ::= \"a\"", "begin with each other");
  }

  @Test
  void tokensOfTheVocabularyAreNoted() {
    assertThat(GrammarBounds.check("root ::= <a> !<[3]>", "<a>"::equals).usesTokens()).isTrue();
    assertThat(GrammarBounds.check("root ::= \"<a>\"", _ -> false).usesTokens()).isFalse();
  }

  private static String nested(int depth) {
    return "(".repeat(depth) + "\"a\"" + ")".repeat(depth);
  }

  private static void passes(String gbnf) {
    assertThatCode(() -> GrammarBounds.check(gbnf, _ -> false)).doesNotThrowAnyException();
  }

  private static void refused(String gbnf, String message) {
    assertThatThrownBy(() -> GrammarBounds.check(gbnf, _ -> false))
        .hasMessageContaining(message)
        .asInstanceOf(InstanceOfAssertFactories.type(JanException.class))
        .matches(e -> e.code() == ErrorCode.GRAMMAR_INVALID);
  }
}
