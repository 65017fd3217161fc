package jan4j.model.jinja;

import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// jinja2's `urlize`: addresses in a text become HTML links. Words longer than [#MAX_WORD] stay as
/// they are.
final class Urlize {
  private static final int MAX_WORD = 400;
  private static final Pattern PIECES =
      Pattern.compile("\\s+|\\S+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern HEAD = Pattern.compile("^(?:[(<]|&lt;)+");
  private static final Pattern TAIL = Pattern.compile("(?:[)>.,\\n]|&gt;)+$");
  private static final Pattern EMAIL =
      Pattern.compile("\\S+@\\w[\\w.-]*\\.\\w+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:(?:https?://|www\\.)(?:(?:[\\w%-]+\\.)+)?(?:[a-z]{2,63}|xn--[\\w%]{2,59})"
              + "|(?:[\\w%-]{2,63}\\.)+(?:com|net|int|edu|gov|org|info|mil)"
              + "|https?://(?:\\d{1,3}(?:\\.\\d{1,3}){3}"
              + "|\\[(?:[\\da-f]{0,4}:){2}(?:[\\da-f]{0,4}:?){1,6}\\]))"
              + "(?::\\d{1,5})?(?:[/?#]\\S*)?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
  private static final String[][] BRACKETS = {{"(", ")"}, {"<", ">"}, {"&lt;", "&gt;"}};

  private final long limit;
  private final String attributes;

  private Urlize(long limit, String attributes) {
    this.limit = limit;
    this.attributes = attributes;
  }

  static Object filter(State state, Object value, Arguments a) {
    @Nullable Object[] args =
        a.bind("urlize", "trim_url_limit", "nofollow", "target", "rel", "extra_schemes");
    if (!StringMethods.isMissing(args[4])) {
      throw TemplateException.runtime("urlize with extra_schemes is not supported in templates");
    }
    TreeSet<String> rel = new TreeSet<>();
    rel.add("noopener");
    if (args[1] != null && Values.isTrue(args[1])) {
      rel.add("nofollow");
    }
    if (!StringMethods.isMissing(args[3])) {
      Text given = StringMethods.text(args[3], "rel");
      StringSplit.splitSpace(state, given, Long.MAX_VALUE)
          .forEach(word -> rel.add(((Text) word).value()));
    }
    String attributes =
        " rel=\"" + Operators.escape(state, Text.trusted(String.join(" ", rel))) + "\"";
    if (!StringMethods.isMissing(args[2]) && args[2] != null) {
      attributes += " target=\"" + Operators.escape(state, Printer.str(state, args[2])) + "\"";
    }
    long limit = args[0] == null || args[0] instanceof None ? -1 : Numbers.index(args[0], "limit");
    return new Urlize(limit, attributes).text(state, Printer.softStr(state, value));
  }

  private Text text(State state, Text value) {
    Text escaped = Operators.escape(state, value);
    TextBuilder out = new TextBuilder(state);
    Matcher m = PIECES.matcher(escaped.value());
    while (m.find()) {
      String word = m.group();
      state.charge(4 + (long) word.length());
      boolean plain = word.length() > MAX_WORD || Search.isSpace(word.charAt(0));
      String linked = plain ? word : word(word);
      if (linked.equals(word)) {
        out.append(escaped, m.start(), m.end());
      } else {
        out.append(linked, value.isTainted());
      }
    }
    return out.build();
  }

  private String word(String word) {
    Matcher start = HEAD.matcher(word);
    String head = start.find() ? start.group() : "";
    String middle = word.substring(head.length());
    Matcher end = TAIL.matcher(middle);
    String tail = end.find() ? end.group() : "";
    middle = middle.substring(0, middle.length() - tail.length());
    for (String[] pair : BRACKETS) {
      int opened = count(middle, pair[0]);
      if (opened <= count(middle, pair[1])) {
        continue;
      }
      for (int n = Math.min(opened, count(tail, pair[1])); n > 0; n--) {
        int at = tail.indexOf(pair[1]) + pair[1].length();
        middle += tail.substring(0, at);
        tail = tail.substring(at);
      }
    }
    return head + link(middle) + tail;
  }

  private static int count(String s, String part) {
    int n = 0;
    for (int at = s.indexOf(part); at >= 0; at = s.indexOf(part, at + part.length())) {
      n++;
    }
    return n;
  }

  private String link(String s) {
    if (ADDRESS.matcher(s).matches()) {
      boolean scheme = s.startsWith("https://") || s.startsWith("http://");
      String href = scheme ? s : "https://" + s;
      return "<a href=\"" + href + "\"" + attributes + ">" + trimmed(s) + "</a>";
    }
    if (s.startsWith("mailto:") && EMAIL.matcher(s.substring(7)).matches()) {
      return "<a href=\"" + s + "\">" + s.substring(7) + "</a>";
    }
    boolean email = s.indexOf('@') >= 0 && s.indexOf(':') < 0 && !s.startsWith("www.");
    if (email && EMAIL.matcher(s).matches()) {
      return "<a href=\"mailto:" + s + "\">" + s + "</a>";
    }
    return s;
  }

  private String trimmed(String s) {
    int n = s.codePointCount(0, s.length());
    return limit >= 0 && n > limit
        ? s.substring(0, s.offsetByCodePoints(0, (int) limit)) + "..."
        : s;
  }
}
