package jan4j.model.grammar;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The formats that a grammar holds. Each language lies wholly within its format; what is left out
/// is odd (leap seconds, quoted local parts of mail addresses, hosts with very long labels).
/// Thread-safe.
final class Formats {
  private static final String DATE =
      "([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
          + "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
          + "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)";
  private static final String TIME =
      "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?"
          + "(Z|\\+([01][0-9]|2[0-3]):[0-5][0-9]"
          // -00:00, an unknown offset, is what many readers refuse
          + "|-(0[1-9]|1[0-9]|2[0-3]):[0-5][0-9]|-00:(0[1-9]|[1-5][0-9]))";
  private static final String LABEL = "[a-zA-Z0-9](-?[a-zA-Z0-9]){0,15}";
  private static final String HOST = LABEL + "(\\." + LABEL + "){0,3}";
  private static final String ATOM = "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]{1,15}";
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final String IPV4 = OCTET + "(\\." + OCTET + "){3}";
  private static final String H16 = "[0-9a-fA-F]{1,4}";
  private static final String P_CHAR = "([a-zA-Z0-9._~!$&'()*+,;=:@-]|%[0-9a-fA-F]{2})";
  private static final String TAIL = "(\\?(" + P_CHAR + "|[/?])*)?(#(" + P_CHAR + "|[/?])*)?";
  private static final String URI =
      "[a-zA-Z][a-zA-Z0-9+.-]*:(//"
          + HOST
          + "(:[0-9]{1,5})?(/"
          + P_CHAR
          + "*)*|"
          + P_CHAR
          + "+(/"
          + P_CHAR
          + "*)*)"
          + TAIL;
  private static final String RELATIVE =
      "/?([a-zA-Z0-9._~!$&'()*+,;=@-]|%[0-9a-fA-F]{2})+(/" + P_CHAR + "*)*" + TAIL;
  private static final String CLOCK = "T([0-9]+H([0-9]+M([0-9]+S)?)?|[0-9]+M([0-9]+S)?|[0-9]+S)";
  private static final String POINTER = "(/([^~/]|~[01])*)*";

  private static final Map<String, String> PATTERNS =
      Map.ofEntries(
          Map.entry("date", DATE),
          Map.entry("time", TIME),
          Map.entry("date-time", DATE + "T" + TIME),
          Map.entry(
              "duration",
              "P(([0-9]+Y([0-9]+M([0-9]+D)?)?|[0-9]+M([0-9]+D)?|[0-9]+D)("
                  + CLOCK
                  + ")?|"
                  + CLOCK
                  + "|[0-9]+W)"),
          Map.entry("uuid", "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
          Map.entry("email", ATOM + "(\\." + ATOM + "){0,3}@" + HOST),
          Map.entry("idn-email", ATOM + "(\\." + ATOM + "){0,3}@" + HOST),
          Map.entry("hostname", HOST),
          Map.entry("idn-hostname", HOST),
          Map.entry("ipv4", IPV4),
          Map.entry("ipv6", ipv6()),
          Map.entry("uri", URI),
          Map.entry("iri", URI),
          Map.entry("uri-reference", URI + "|" + RELATIVE),
          Map.entry("iri-reference", URI + "|" + RELATIVE),
          Map.entry("json-pointer", POINTER),
          Map.entry("relative-json-pointer", "(0|[1-9][0-9]*)(#|" + POINTER + ")"));

  private static final Map<String, Dfa> KNOWN = new ConcurrentHashMap<>();

  private Formats() {}

  /// Eight groups, the last two perhaps as an IPv4 address, or fewer with one `::`.
  private static String ipv6() {
    StringBuilder out = new StringBuilder();
    String end = "(" + H16 + ":" + H16 + "|" + IPV4 + ")";
    out.append("(").append(H16).append(":){6}").append(end);
    for (int before = 0; before <= 7; before++) {
      String head = before == 0 ? "" : H16 + "(:" + H16 + "){" + (before - 1) + "}";
      int after = 7 - before;
      out.append('|').append(head).append("::");
      String tail = "(" + H16 + ":){0," + Math.max(0, after - 2) + "}" + end;
      if (after >= 2) {
        out.append("(").append(tail).append("|").append(H16).append(")?");
      } else if (after == 1) {
        out.append("(").append(H16).append(")?");
      }
    }
    return out.toString();
  }

  /// The texts of a format; empty where it is none of those that are enforced.
  static Optional<Dfa> named(String name) {
    String pattern = PATTERNS.get(name);
    return pattern == null
        ? Optional.empty()
        : Optional.of(KNOWN.computeIfAbsent(name, _ -> RegexLanguage.of("^(" + pattern + ")$")));
  }
}
