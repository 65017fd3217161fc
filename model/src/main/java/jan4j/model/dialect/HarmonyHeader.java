package jan4j.model.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands between `<|start|>assistant` and `<|message|>`.
///
/// @param channel its name, or the empty string
/// @param recipient whom the message is to, or the empty string
record HarmonyHeader(String channel, String recipient) {
  private static final Pattern CHANNEL = Pattern.compile("<\\|channel\\|>\\s*(\\w+)");
  private static final Pattern RECIPIENT = Pattern.compile("\\bto=([^\\s<]{1,256})");
  private static final String FUNCTIONS = "functions.";

  static HarmonyHeader of(String header) {
    return new HarmonyHeader(first(CHANNEL, header), first(RECIPIENT, header));
  }

  private static String first(Pattern pattern, String header) {
    Matcher matcher = pattern.matcher(header);
    return matcher.find() ? matcher.group(1) : "";
  }

  /// Whether a tool is called.
  boolean isCall() {
    return !recipient.isEmpty() && !recipient.equals("assistant") && !recipient.equals("user");
  }

  /// The tool's name.
  String tool() {
    return recipient.startsWith(FUNCTIONS) ? recipient.substring(FUNCTIONS.length()) : recipient;
  }

  boolean isReasoning() {
    return channel.equals("analysis");
  }
}
