package jan4j.llama;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The example of the module's README, which shows what stands between the two marks.
final class Example {
  private Example() {}

  // begin
  static String complete(Path libraries, Path file, String prompt, int count) {
    LlamaLibrary library = LlamaLibrary.load(libraries, LogSink.NONE);
    var sizes = new ContextParameters().nCtx(1024).nThreads(1).nThreadsBatch(1);
    try (Model model = Model.load(library, file, new ModelParameters(), ProgressListener.NONE);
        Context context = Context.create(model, sizes);
        Batch batch = new Batch(context.nBatch())) {
      Vocabulary vocabulary = model.vocabulary();
      int row = -1;
      for (int token : vocabulary.tokenize(prompt, true, false)) {
        row = batch.add(token, batch.size(), 0, true);
      }
      StringBuilder text = new StringBuilder();
      int token = -1;
      for (int i = 0; i < count && context.decode(batch) == DecodeResult.OK; i++) {
        token = context.argmax(row);
        text.append(new String(vocabulary.piece(token, false), StandardCharsets.UTF_8));
        batch.clear();
        row = batch.add(token, context.memory().positionMax(0) + 1, 0, true);
      }
      return text.toString();
    }
  }
  // end
}
