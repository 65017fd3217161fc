package jan4j.engine;

import jan4j.model.dialect.Dialect;
import jan4j.model.dialect.Dialects;
import jan4j.model.dialect.OutputStart;
import jan4j.model.dialect.ReasoningBlock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How one model writes its answers. Immutable, thread-safe.
///
/// @param shown spellings that must be part of the answer's text even where they are control tokens
/// @param mayReason whether the model may begin to reason by itself
record ModelDialect(Dialect dialect, List<String> shown, boolean mayReason) {
  /// What looks like a control token in a template.
  private static final Pattern CONTROL =
      Pattern.compile("<[|\\uff5c/]?[\\w|\\uff5c\\u2581/:.-]{1,60}>|\\[/?[A-Z][A-Z_]{1,30}]");

  private static final int MAX_SHOWN = 100;

  /// The dialect of a model with that chat template; an empty one is that of a base model.
  static ModelDialect of(String template) {
    if (template.isBlank()) {
      return new ModelDialect(Dialects.generic(), Dialects.generic().markTexts(), false);
    }
    Dialect dialect = Dialects.of(template);
    Set<String> shown = new LinkedHashSet<>(dialect.markTexts());
    List<ReasoningBlock> reasoning = dialect.reasoning(new OutputStart("", List.of(), false));
    boolean mayReason =
        reasoning.stream()
            .anyMatch(b -> template.contains(b.open().strip()) || template.contains(b.close()));
    if (shown.size() <= 2 * reasoning.size() && !dialect.name().equals("plain")) {
      Matcher matcher = CONTROL.matcher(template);
      while (matcher.find() && shown.size() < MAX_SHOWN) {
        shown.add(matcher.group());
      }
    }
    return new ModelDialect(
        dialect, new ArrayList<>(shown).subList(0, Math.min(MAX_SHOWN, shown.size())), mayReason);
  }

  /// Whether the ids of calls must be nine letters and digits: Mistral's templates refuse others.
  boolean hasShortIds() {
    return dialect.name().startsWith("mistral");
  }
}
