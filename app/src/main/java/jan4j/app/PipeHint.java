package jan4j.app;

/// Says that standard input is being waited for, when a question was given and nothing closes the
/// pipe: a script that inherits an open pipe would otherwise seem to hang without a word.
final class PipeHint implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 3000;

  private final Thread waitingThread;

  private PipeHint(Thread waitingThread) {
    this.waitingThread = waitingThread;
  }

  static PipeHint start(Console console) {
    return new PipeHint(
        Thread.ofVirtual()
            .start(() -> {
              try {
                Thread.sleep(PATIENCE_MILLIS);
                console.note(
                    "Reading standard input to its end, to add it to the question"
                        + " (</dev/null leaves it out).");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  @Override
  public void close() {
    waitingThread.interrupt();
  }
}
