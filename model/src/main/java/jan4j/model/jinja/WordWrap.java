package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// jinja2's `wordwrap`, which is Python's `textwrap.wrap` of every line.
final class WordWrap {
  private static final Pattern SPACES =
      Pattern.compile("[\\t\\n\\x0b\\f\\r ]+|[^\\t\\n\\x0b\\f\\r ]+");

  /// White space, a dash between words, or a word up to a hyphen, a dash or its end.
  private static final Pattern CHUNKS =
      Pattern.compile(
          "[\\t\\n\\x0b\\f\\r ]+"
              + "|(?<=[\\w!\"'&.,?])-{2,}(?=\\w)"
              + "|[^\\t\\n\\x0b\\f\\r ]+?(?:"
              + "-(?:(?<=[^\\d\\W]{2}-)|(?<=[^\\d\\W]-[\\w!\"'&.,?]-))(?=[^\\d\\W]-?[^\\d\\W])"
              + "|(?=[\\t\\n\\x0b\\f\\r ]|\\z)"
              + "|(?<=[\\w!\"'&.,?])(?=-{2,}\\w))",
          Pattern.UNICODE_CHARACTER_CLASS);

  private final State state;
  private final long width;
  private final boolean breakWords;
  private final boolean breakHyphens;
  private final Text wrap;
  private final TextBuilder out;
  private boolean first = true;

  private WordWrap(
      State state, long width, boolean breakWords, boolean breakHyphens, Text wrapString) {
    this.state = state;
    this.width = width;
    this.breakWords = breakWords;
    this.breakHyphens = breakHyphens;
    this.wrap = wrapString;
    this.out = new TextBuilder(state);
  }

  static Object filter(State state, Object value, Arguments a) {
    @Nullable Object[] args =
        a.bind("wordwrap", "width", "break_long_words", "wrapstring", "break_on_hyphens");
    if (value instanceof Undefined u) {
      throw u.failure();
    }
    if (!(value instanceof Text text)) {
      throw new TemplateException(
          "AttributeError",
          "'" + Values.typeName(value) + "' object has no attribute 'splitlines'");
    }
    long width = args[0] == null ? 79 : Numbers.index(args[0], "width");
    if (width <= 0 && !text.isEmpty()) {
      throw TemplateException.valueError("invalid width " + width + " (must be > 0)");
    }
    WordWrap w =
        new WordWrap(
            state,
            width,
            args[1] == null || Values.isTrue(args[1]),
            args[3] == null || Values.isTrue(args[3]),
            StringMethods.isMissing(args[2])
                ? Text.trusted("\n")
                : StringMethods.text(args[2], "wrapstring"));
    state.scan(text.length());
    for (int[] line : Search.lines(text.value())) {
      state.charge(1);
      w.line(text.substring(line[0], line[1]));
    }
    return w.out.build();
  }

  /// The next output line.
  private void begin() {
    if (!first) {
      out.append(wrap);
    }
    first = false;
  }

  private void line(Text text) {
    List<Text> chunks = chunks(text);
    int at = 0;
    boolean any = false;
    while (at < chunks.size()) {
      if (any && isBlank(chunks.get(at)) && ++at == chunks.size()) {
        break;
      }
      List<Text> current = new ArrayList<>();
      long length = 0;
      while (at < chunks.size() && length + length(chunks.get(at)) <= width) {
        length += length(chunks.get(at));
        current.add(chunks.get(at++));
      }
      if (at < chunks.size() && length(chunks.get(at)) > width) {
        at = longWord(chunks, at, current, width - length);
      }
      if (!current.isEmpty() && isBlank(current.getLast())) {
        current.removeLast();
      }
      if (!current.isEmpty()) {
        any = true;
        begin();
        current.forEach(out::append);
      }
    }
    if (!any) {
      begin();
    }
  }

  /// Puts as much of a word that fits no line into the current one; returns the next chunk's place.
  private int longWord(List<Text> chunks, int at, List<Text> current, long space) {
    Text chunk = chunks.get(at);
    state.charge(1 + (chunk.length() >> 4));
    if (!breakWords) {
      if (current.isEmpty()) {
        current.add(chunk);
        return at + 1;
      }
      return at;
    }
    String s = chunk.value();
    int end = s.offsetByCodePoints(0, (int) Math.min(space, length(chunk)));
    if (breakHyphens) {
      int hyphen = s.lastIndexOf('-', end - 1);
      boolean afterWord = hyphen > 0 && s.substring(0, hyphen).chars().anyMatch(c -> c != '-');
      end = afterWord ? hyphen + 1 : end;
    }
    current.add(chunk.substring(0, end));
    chunks.set(at, chunk.substring(end, s.length()));
    return at;
  }

  private List<Text> chunks(Text text) {
    List<Text> out = new ArrayList<>();
    Matcher m = (breakHyphens ? CHUNKS : SPACES).matcher(text.value());
    while (m.find()) {
      state.charge(1 + ((m.end() - m.start()) >> 4));
      out.add(text.substring(m.start(), m.end()));
    }
    return out;
  }

  private static int length(Text t) {
    return t.value().codePointCount(0, t.length());
  }

  private static boolean isBlank(Text t) {
    return Search.skipSpace(t.value(), 0) == t.length();
  }
}
