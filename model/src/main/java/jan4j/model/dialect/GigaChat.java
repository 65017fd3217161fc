package jan4j.model.dialect;

import java.util.List;

/// GigaChat 3.1, `<|function_call|>{"name": "NAME", "arguments": {...}}`, and 3, which writes a
/// message of the role `function call` instead.
final class GigaChat {
  private static final String MESSAGE = "<|message_sep|>\n\nfunction call<|role_sep|>\n";

  static final Format FORMAT =
      new MarkerFormat(
              "gigachat",
              List.of(
                  Mark.Calls.of(MESSAGE, JsonCalls.marked("")),
                  Mark.Calls.of("<|function_call|>", JsonCalls.marked(""))),
              List.of("<|function_call|>", "function call<|role_sep|>"),
              NamedCalls.each(
                  "<|function_call|>{\"name\": \"",
                  "\", \"arguments\": ",
                  "}",
                  "<|function_call|>"))
          .with(List.of("<|message_sep|>", "<|role_sep|>"));

  private GigaChat() {}
}
