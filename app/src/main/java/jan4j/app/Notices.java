package jan4j.app;

import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import java.util.HashSet;
import java.util.Set;

/// Prints each line that a user should know of a model once. One thread.
final class Notices {
  private final Console console;
  private final ChatEngine engine;
  private final Set<ModelId> shown = new HashSet<>();
  private final Set<ModelId> shownLoaded = new HashSet<>();

  Notices(Console console, ChatEngine engine) {
    this.console = console;
    this.engine = engine;
  }

  /// What the registry knows, before the first answer.
  void before(ModelEntry model) {
    if (shown.add(model.id()) && !model.notice().isEmpty()) {
      console.note(SafeText.line(model.notice()));
    }
  }

  /// What is known once the model is loaded.
  void loaded(ModelEntry model) {
    if (!shownLoaded.add(model.id())) {
      return;
    }
    String notice = engine.loadedNotice(model);
    if (!notice.isEmpty()) {
      console.note(SafeText.line(notice));
    }
  }
}
