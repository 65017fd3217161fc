package jan4j.wire.openai;

import jan4j.core.JanException;
import jan4j.core.Prompt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the `prompt` of a text completion: a string, a list of strings, a list of token ids, or a
/// list of lists of token ids (llama-server also mixes texts and lists; so does this).
final class PromptReader {
  private PromptReader() {}

  static List<Prompt> read(@Nullable Object prompt) {
    return switch (prompt) {
      case null -> throw JanException.invalid("prompt", "prompt is missing; send a text");
      case String text -> List.of(new Prompt.Text(text));
      case List<?> list when list.isEmpty() ->
          throw JanException.invalid("prompt", "prompt is an empty list; send a text");
      case List<?> list when list.stream().allMatch(Number.class::isInstance) ->
          List.of(tokens(list, "prompt"));
      case List<?> list -> several(list);
      default ->
          throw JanException.invalid(
              "prompt", "prompt is neither a text, a list of texts, nor token ids");
    };
  }

  private static List<Prompt> several(List<?> list) {
    if (list.size() > ApiRequest.MAX_PROMPTS) {
      throw JanException.invalid(
          "prompt",
          "prompt holds " + list.size() + " prompts; the limit is " + ApiRequest.MAX_PROMPTS);
    }
    List<Prompt> out = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String path = "prompt[" + i + "]";
      out.add(
          switch (list.get(i)) {
            case String text -> new Prompt.Text(text);
            case List<?> tokens when !tokens.isEmpty() -> tokens(tokens, path);
            case null, default ->
                throw JanException.invalid(path, path + " is neither a text nor token ids");
          });
    }
    return out;
  }

  private static Prompt tokens(List<?> list, String path) {
    List<Integer> out = new ArrayList<>(list.size());
    for (Object token : list) {
      if (!(token instanceof Integer id) || id < 0) {
        throw JanException.invalid(path, path + " holds something that is no token id");
      }
      out.add(id);
    }
    return new Prompt.Tokens(out);
  }
}
