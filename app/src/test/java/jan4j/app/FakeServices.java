package jan4j.app;

import jan4j.core.Engine;
import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.ModelEntry;
import jan4j.testkit.FakeEngine;
import java.util.ArrayList;
import java.util.List;

/// Gives `chat` a scripted engine; the default model is the first.
final class FakeServices implements Services {
  final FakeEngine engine;
  String loadedNotice = "";
  final List<EngineChoice> choices = new ArrayList<>();

  FakeServices(FakeEngine engine) {
    this.engine = engine;
  }

  @Override
  public ChatEngine open(EngineChoice choice, ProgressPrinter progress) {
    choices.add(choice);
    return new FakeChatEngine();
  }

  private final class FakeChatEngine implements ChatEngine {
    @Override
    public Engine engine() {
      return engine;
    }

    @Override
    public ModelEntry model(String idOrPath) {
      return models().stream()
          .filter(m -> idOrPath.isEmpty() || m.id().value().equals(idOrPath))
          .findFirst()
          .orElseThrow(
              () -> new JanException(ErrorCode.MODEL_NOT_FOUND, "there is no model " + idOrPath));
    }

    @Override
    public List<ModelEntry> models() {
      return engine.models();
    }

    @Override
    public void prepare(ModelEntry model) {}

    @Override
    public String loadedNotice(ModelEntry model) {
      return loadedNotice;
    }

    @Override
    public void close() {
      engine.close();
    }
  }
}
