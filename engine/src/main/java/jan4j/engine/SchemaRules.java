package jan4j.engine;

import jan4j.core.JanException;
import jan4j.core.OutputFormat;
import jan4j.core.Tool;
import jan4j.model.grammar.GrammarOptions;
import jan4j.model.grammar.GrammarRules;
import jan4j.model.grammar.SchemaRefused;
import jan4j.wire.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// The grammar rules of JSON Schemas, for one grammar. What cannot be enforced is refused, unless
/// the client asked for best effort. One thread.
final class SchemaRules {
  /// Clients send the same schemas again with every turn of a conversation.
  private static final int MAX_KEPT = 128;

  private static final int MAX_KEPT_LENGTH = 100_000;
  private static final ReentrantLock LOCK = new ReentrantLock(); // guards RECENT
  private static final LinkedHashMap<String, String> RECENT = new LinkedHashMap<>();
  private static final Object ANY_OBJECT = Map.of("type", "object");

  private final boolean demanded;
  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> names = new HashMap<>();
  private boolean strict;

  /// @param demanded whether the client demands calls: then it is best effort only where the tool
  ///   says `"strict": false`, else only where it does not say `true`
  SchemaRules(boolean demanded) {
    this.demanded = demanded;
  }

  /// The rules of an answer's format.
  ///
  /// @param rule the name of the rule that matches the whole answer
  static String ofFormat(String rule, OutputFormat format) {
    return switch (format) {
      case OutputFormat.Text _ -> "";
      case OutputFormat.JsonObject _ -> rules(rule, ANY_OBJECT, false, "response_format");
      case OutputFormat.JsonSchema s -> rules(rule, s.schema(), s.bestEffort(), s.parameter());
    };
  }

  /// The name of the rule for a tool's arguments.
  String ofTool(Tool tool) {
    return names.computeIfAbsent(tool.name(), _ -> add(tool, "arguments-" + names.size()));
  }

  private String add(Tool tool, String rule) {
    boolean mustHold = tool.strict().orElse(demanded);
    strict |= mustHold;
    String parameter = "tools." + tool.name() + ".parameters";
    try {
      text.append(rules(rule, objectOf(tool.parameters()), !mustHold, parameter));
    } catch (JanException e) {
      if (mustHold) {
        throw e;
      }
      text.append(rules(rule, typeAlone(tool.parameters()), true, parameter));
    }
    return rule;
  }

  /// A format whose arguments are written one by one asks for the rules of each as for a tool's.
  private static Object typeAlone(Object schema) {
    return schema instanceof Map<?, ?> map && map.get("type") != null
        ? Map.of("type", map.get("type"))
        : ANY_OBJECT;
  }

  /// Arguments are an object, whatever the schema leaves open.
  private static Object objectOf(Object schema) {
    if (schema instanceof Map<?, ?> map && !map.containsKey("type")) {
      Map<Object, Object> out = new LinkedHashMap<>(map);
      out.put("type", "object");
      return out;
    }
    return schema;
  }

  private static String rules(String rule, Object schema, boolean bestEffort, String parameter) {
    // as text, since the order of properties is that of the answer
    String key = rule + bestEffort + Json.writeText(schema);
    String known = recent(key, "");
    return known.isEmpty() ? recent(key, compile(rule, schema, bestEffort, parameter)) : known;
  }

  /// Remembers the rules where some are given.
  ///
  /// @return those that are known, or the empty string
  private static String recent(String key, String rules) {
    LOCK.lock();
    try {
      if (!rules.isEmpty() && rules.length() <= MAX_KEPT_LENGTH) {
        RECENT.put(key, rules);
        if (RECENT.size() > MAX_KEPT) {
          RECENT.remove(RECENT.firstEntry().getKey());
        }
        return rules;
      }
      return rules.isEmpty() ? RECENT.getOrDefault(key, "") : rules;
    } finally {
      LOCK.unlock();
    }
  }

  private static String compile(String rule, Object schema, boolean bestEffort, String parameter) {
    GrammarRules rules =
        new GrammarRules(bestEffort ? GrammarOptions.BEST_EFFORT : GrammarOptions.STRICT);
    try {
      rules.add(rule, schema);
    } catch (SchemaRefused e) {
      throw JanException.invalid(parameter, parameter + ": " + e.getMessage());
    }
    return rules.text();
  }

  /// Whether some tool's schema must be held.
  boolean isStrict() {
    return strict;
  }

  /// All rules, to be appended to the grammar that names them.
  String text() {
    return text.toString();
  }
}
