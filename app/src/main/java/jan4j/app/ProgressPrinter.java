package jan4j.app;

import java.util.Locale;
import java.util.function.LongSupplier;

/// Shows how far long steps are, on standard error: a terminal gets one redrawn line, anything else
/// a line at a step's start and at each quarter. Thread-safe, since downloads report from their own
/// thread.
final class ProgressPrinter implements AutoCloseable {
  private static final int BAR = 24;
  private static final int QUARTER = 25;
  private static final int LINE = 78;
  private static final long REDRAW_NANOS = 100_000_000;
  private static final String ERASE = "\r\u001b[K";

  private final Console console;
  private final LongSupplier nanoTime;
  private String step = "";
  private int shownPercent = -1;
  private long drawnNanos;
  private boolean drawn;

  ProgressPrinter(Console console) {
    this(console, System::nanoTime);
  }

  ProgressPrinter(Console console, LongSupplier nanoTime) {
    this.console = console;
    this.nanoTime = nanoTime;
  }

  /// Reports a state of a step.
  ///
  /// @param total the whole, or 0 or less where it is not known
  /// @param unit `bytes`, or a word for what is counted
  synchronized void update(String title, long done, long total, String unit) {
    String name = SafeText.line(title);
    boolean begins = !name.equals(step);
    if (begins) {
      finish();
      step = name;
      shownPercent = -1;
    }
    int percent = total <= 0 ? 0 : (int) (100 * Math.min(done, total) / total);
    if (console.terminal().err()) {
      draw(begins, percent, amount(done, total, unit), total > 0);
      return;
    }
    print(begins, percent, amount(done, total, unit));
  }

  /// Removes the line that stands on the terminal, so that other text can follow.
  synchronized void clear() {
    if (drawn) {
      console.err().print(ERASE);
      console.err().flush();
      drawn = false;
    }
    step = "";
  }

  private void finish() {
    if (drawn) {
      console.err().print('\n');
      console.err().flush();
      drawn = false;
    }
  }

  /// Ends the last step; its line stays.
  @Override
  public synchronized void close() {
    finish();
    step = "";
  }

  private void draw(boolean begins, int percent, String amount, boolean known) {
    long now = nanoTime.getAsLong();
    boolean due = now - drawnNanos >= REDRAW_NANOS;
    if (!begins && !due && (percent < 100 || shownPercent == 100)) {
      return;
    }
    drawnNanos = now;
    shownPercent = percent;
    int full = percent * BAR / 100;
    String bar =
        known ? " [" + "#".repeat(full) + ".".repeat(BAR - full) + "] " + percent + "%" : "";
    String tail = bar + (amount.isEmpty() ? "" : " " + amount);
    int room = Math.max(8, LINE - tail.length());
    String head = step.length() <= room ? step : step.substring(0, room - 1) + "…";
    console.err().print(ERASE + head + tail);
    console.err().flush();
    drawn = true;
  }

  private void print(boolean begins, int percent, String amount) {
    int quarter = percent / QUARTER * QUARTER;
    if (!begins && quarter <= shownPercent) {
      return;
    }
    shownPercent = quarter;
    String text = begins && quarter == 0 ? step : step + ": " + quarter + "%";
    console.err().print(text + (amount.isEmpty() ? "" : " (" + amount + ")") + "\n");
    console.err().flush();
  }

  private static String amount(long done, long total, String unit) {
    if (unit.equals("bytes")) {
      return total > 0
          ? megabytes(done) + " of " + megabytes(total) + " MB"
          : megabytes(done) + " MB";
    }
    if (unit.isEmpty() || unit.equals("%")) {
      return "";
    }
    return total > 0 ? done + " of " + total + " " + unit : done + " " + unit;
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
  }
}
