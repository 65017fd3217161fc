package jan4j.model.jinja;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Filters on texts that are rare in chat templates.
final class MoreTextFilters {
  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final String UNRESERVED = "_.-~/";

  private MoreTextFilters() {}

  static void addTo(Map<String, Filters.Filter> filters) {
    filters.put("truncate", MoreTextFilters::truncate);
    filters.put("wordcount", Filters.plain("wordcount", MoreTextFilters::wordCount));
    filters.put("striptags", Filters.plain("striptags", MoreTextFilters::stripTags));
    filters.put("urlencode", MoreTextFilters::urlEncode);
    filters.put("pprint", Filters.plain("pprint", (state, v) -> Printer.sorted(state, v)));
    filters.put("wordwrap", WordWrap::filter);
    filters.put("urlize", Urlize::filter);
    filters.put("xmlattr", MoreTextFilters::xmlAttributes);
    filters.put(
        "random",
        (_, _, _) -> {
          throw TemplateException.runtime(
              "the filter random is refused: a prompt must be the same each time");
        });
  }

  private static Object truncate(State state, Object value, Arguments a) {
    @Nullable Object[] args = a.bind("truncate", "length", "killwords", "end", "leeway");
    long length = args[0] == null ? 255 : Numbers.index(args[0], "length");
    Text end = args[2] == null ? Text.trusted("...") : StringMethods.text(args[2], "end");
    long leeway =
        StringMethods.isMissing(args[3]) || args[3] == null ? 5 : Numbers.index(args[3], "leeway");
    if (length < end.length() || leeway < 0) {
      throw new TemplateException("AssertionError", "expected length >= " + end.length());
    }
    OptionalInt size = Values.size(state, value);
    if (size.isEmpty()) {
      throw TemplateException.typeError(
          "object of type '" + Values.typeName(value) + "' has no len()");
    }
    int n = size.getAsInt();
    if (n <= length + leeway) {
      return value instanceof Undefined ? Text.EMPTY : value;
    }
    Text text = StringMethods.text(value, "truncate");
    String s = text.value();
    int keep = s.offsetByCodePoints(0, (int) Math.min(n, length - end.length()));
    Text cut = text.substring(0, keep);
    if (args[1] == null || !Values.isTrue(args[1])) {
      int space = cut.value().lastIndexOf(' ');
      cut = space < 0 ? cut : cut.substring(0, space);
    }
    return new TextBuilder(state).append(cut).append(end).build();
  }

  private static Object wordCount(State state, Object value) {
    Matcher m = WORD.matcher(TextFilters.soft(state, value).value());
    long n = 0;
    while (m.find()) {
      state.charge(1);
      n++;
    }
    return n;
  }

  private static Object stripTags(State state, Object value) {
    Text text = TextFilters.soft(state, value).asMarkup(false);
    String s = text.value();
    TextBuilder out = new TextBuilder(state);
    int from = 0;
    for (int at = s.indexOf('<'); at >= 0; at = s.indexOf('<', from)) {
      state.charge(1);
      boolean comment = s.startsWith("<!--", at);
      int end = s.indexOf(comment ? "-->" : ">", at);
      if (end < 0) {
        break;
      }
      out.append(text, from, at);
      from = end + (comment ? 3 : 1);
    }
    Text plain = out.append(text, from, s.length()).build();
    TextBuilder joined = new TextBuilder(state);
    for (Object word : StringSplit.splitSpace(state, plain, Long.MAX_VALUE)) {
      joined.append(joined.length() == 0 ? "" : " ", text.isTainted());
      joined.append(unescape((Text) word));
    }
    return joined.build();
  }

  private static Text unescape(Text t) {
    return t.value().indexOf('&') < 0
        ? t
        : t.map(s ->
            s.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#39;", "'")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&amp;", "&"));
  }

  private static Object urlEncode(State state, Object value, Arguments a) {
    a.bind("urlencode");
    if (value instanceof Text || !Iteration.isIterable(value)) {
      Text text = TextFilters.soft(state, value);
      return Text.of(quote(text.value(), UNRESERVED), text.isTainted());
    }
    Object pairs = value instanceof Dict d ? new DictView(d, DictView.Kind.ITEMS) : value;
    TextBuilder out = new TextBuilder(state);
    for (Object pair : Iteration.list(state, pairs)) {
      List<Object> parts = Iteration.list(state, pair);
      if (parts.size() != 2) {
        throw TemplateException.valueError(
            "urlencode needs pairs of key and value, not " + parts.size() + " values");
      }
      out.append(out.length() == 0 ? "" : "&", false).append(forQuery(state, parts.get(0)));
      out.append("=", false).append(forQuery(state, parts.get(1)));
    }
    return out.build();
  }

  private static Text forQuery(State state, Object value) {
    Text text = TextFilters.soft(state, value);
    return Text.of(quote(text.value(), "_.-~").replace("%20", "+"), text.isTainted());
  }

  private static Object xmlAttributes(State state, Object value, Arguments a) {
    Object spaced = a.bind("xmlattr", "autospace")[0];
    if (value instanceof Undefined u) {
      throw u.failure();
    }
    if (!(value instanceof Dict d)) {
      throw new TemplateException(
          "AttributeError", "'" + Values.typeName(value) + "' object has no attribute 'items'");
    }
    TextBuilder out = new TextBuilder(state);
    for (Dict.Entry e : d.entries()) {
      state.charge(1);
      if (e.value() instanceof None || e.value() instanceof Undefined) {
        continue;
      }
      Text key = StringMethods.text(e.key(), "attribute name");
      if (key.value().chars().anyMatch(c -> " \t\n\u000b\f\r/>=".indexOf(c) >= 0)) {
        throw TemplateException.valueError(
            "Invalid character in attribute name: " + Printer.repr(state, key));
      }
      boolean space = out.length() > 0 || spaced == null || Values.isTrue(spaced);
      out.append(space ? " " : "", false).append(Operators.escape(state, key));
      out.append("=\"", false);
      out.append(Operators.escape(state, Printer.softStr(state, e.value()))).append("\"", false);
    }
    return out.build();
  }

  private static String quote(String s, String unreserved) {
    StringBuilder out = new StringBuilder(s.length());
    for (byte b : s.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || unreserved.indexOf(c) >= 0);
      out.append(plain ? String.valueOf(c) : String.format(java.util.Locale.ROOT, "%%%02X", b));
    }
    return out.toString();
  }
}
