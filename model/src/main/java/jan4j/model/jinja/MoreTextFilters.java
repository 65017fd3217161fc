package jan4j.model.jinja;

import java.nio.charset.StandardCharsets;
import java.util.Map;
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
    filters.put("wordcount", MoreTextFilters::wordCount);
    filters.put("striptags", MoreTextFilters::stripTags);
    filters.put("urlencode", MoreTextFilters::urlEncode);
    filters.put("pprint", (state, v, a) -> Printer.repr(state, v));
    for (String name : new String[] {"wordwrap", "urlize", "xmlattr", "random"}) {
      filters.put(
          name,
          (_, _, _) -> {
            throw TemplateException.runtime(
                "the filter " + name + " is not supported in chat templates");
          });
    }
  }

  private static Object truncate(State state, Object value, Arguments a) {
    @Nullable Object[] args = a.bind("truncate", "length", "killwords", "end", "leeway");
    Text text = StringMethods.text(value, "truncate");
    state.scan(text.length());
    long length = args[0] == null ? 255 : Numbers.index(args[0], "length");
    Text end = args[2] == null ? Text.trusted("...") : StringMethods.text(args[2], "end");
    long leeway =
        StringMethods.isMissing(args[3]) || args[3] == null ? 5 : Numbers.index(args[3], "leeway");
    if (length < end.length() || leeway < 0) {
      throw new TemplateException("AssertionError", "expected length >= " + end.length());
    }
    String s = text.value();
    int n = s.codePointCount(0, s.length());
    if (n <= length + leeway) {
      return text;
    }
    int keep = s.offsetByCodePoints(0, (int) Math.min(n, length - end.length()));
    Text cut = text.substring(0, keep);
    if (args[1] == null || !Values.isTrue(args[1])) {
      int space = cut.value().lastIndexOf(' ');
      cut = space < 0 ? cut : cut.substring(0, space);
    }
    return new TextBuilder(state).append(cut).append(end).build();
  }

  private static Object wordCount(State state, Object value, Arguments a) {
    Matcher m = WORD.matcher(TextFilters.soft(state, value).value());
    long n = 0;
    while (m.find()) {
      state.charge(1);
      n++;
    }
    return n;
  }

  private static Object stripTags(State state, Object value, Arguments a) {
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
    if (!(value instanceof Text) && Iteration.isIterable(value)) {
      throw TemplateException.runtime("urlencode of a collection is not supported");
    }
    Text text = TextFilters.soft(state, value);
    return Text.of(quote(text.value()), text.isTainted());
  }

  private static String quote(String s) {
    StringBuilder out = new StringBuilder(s.length());
    for (byte b : s.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
      out.append(plain ? String.valueOf(c) : String.format(java.util.Locale.ROOT, "%%%02X", b));
    }
    return out.toString();
  }
}
