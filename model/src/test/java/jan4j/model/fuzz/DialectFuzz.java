package jan4j.model.fuzz;

import jan4j.core.Tool;
import jan4j.model.dialect.AssembledMessage;
import jan4j.model.dialect.Assembler;
import jan4j.model.dialect.Dialect;
import jan4j.model.dialect.Dialects;
import jan4j.model.dialect.OutputParser;
import jan4j.model.dialect.OutputStart;
import jan4j.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Any answer is read without an exception, in whatever pieces it comes, and arguments are JSON.
/// The first byte chooses the dialect, the second the pieces' length.
public final class DialectFuzz {
  private static final OutputStart START =
      new OutputStart(
          "",
          List.of(
              new Tool(
                  "f",
                  "",
                  Map.of(
                      "type",
                      "function",
                      "function",
                      Map.of("name", "f", "parameters", Map.of())))),
          false);

  private DialectFuzz() {}

  /// Called by Jazzer.
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length < 2) {
      return;
    }
    List<String> names = Dialects.names();
    Dialect dialect = Dialects.named(names.get((data[0] & 0xff) % names.size())).orElseThrow();
    int length = 1 + (data[1] & 0xf);
    String answer = new String(data, 2, data.length - 2, StandardCharsets.UTF_8);
    AssembledMessage whole = Assembler.read(dialect.parser(START), answer);
    AssembledMessage pieces = inPieces(dialect.parser(START), answer, length);
    if (!whole.equals(pieces)) {
      throw new IllegalStateException(
          dialect.name() + " reads " + whole + ", but in pieces of " + length + " " + pieces);
    }
    whole.calls().forEach(call -> Json.readTree(call.arguments()));
  }

  private static AssembledMessage inPieces(OutputParser parser, String answer, int length) {
    Assembler assembler = new Assembler();
    for (int i = 0; i < answer.length(); i += length) {
      assembler.add(parser.accept(answer.substring(i, Math.min(answer.length(), i + length))));
    }
    assembler.add(parser.end());
    return assembler.message();
  }
}
