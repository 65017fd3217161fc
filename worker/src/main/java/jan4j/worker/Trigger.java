package jan4j.worker;

import jan4j.wire.worker.Command;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Watches an answer for the text from which on its grammar holds. The text may span tokens, and
/// begin or end within one. Blocks in which it does not count (reasoning that speaks of tool calls)
/// are stepped over. One thread.
final class Trigger {
  /// Bytes of tokens that are kept beyond the longest text, so that the first token can be shown
  /// whole.
  private static final int SPARE_BYTES = 256;

  private final List<byte[]> texts;
  private final List<Quiet> blocks;
  private final int keptBytes;
  private final Deque<Piece> recent = new ArrayDeque<>();
  private int nRecentBytes;
  private @Nullable Quiet inside;

  private record Piece(int token, byte[] bytes) {}

  private record Quiet(byte[] open, byte[] close) {}

  /// What the grammar is to see: all of these tokens, after `lead`.
  ///
  /// @param lead the text of the first token before the trigger
  record Start(String lead, List<Integer> tokens) {}

  Trigger(Command.AnswerText answer) {
    texts = answer.triggers().stream().map(Trigger::utf8).toList();
    List<Quiet> all = new ArrayList<>();
    int longest = texts.stream().mapToInt(t -> t.length).max().orElse(0);
    for (Command.Block b : answer.quiet()) {
      Quiet block = new Quiet(utf8(b.open()), utf8(b.close()));
      all.add(block);
      longest = Math.max(longest, Math.max(block.open.length, block.close.length));
      if (b.isOpen()) {
        inside = block;
      }
    }
    blocks = all;
    keptBytes = longest + SPARE_BYTES;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// What begins if that token comes next, or null where nothing does.
  @Nullable Start probe(int token, byte[] bytes) {
    Scan scan = scan(bytes);
    return scan.trigger < 0 ? null : start(scan, token);
  }

  /// That token came, and nothing began.
  void pass(int token, byte[] bytes) {
    inside = scan(bytes).inside;
    recent.add(new Piece(token, bytes));
    nRecentBytes += bytes.length;
    while (nRecentBytes - recent.element().bytes.length >= keptBytes) {
      nRecentBytes -= recent.remove().bytes.length;
    }
  }

  /// @param trigger where the trigger begins in `text`, or -1
  private record Scan(byte[] text, int trigger, @Nullable Quiet inside) {}

  private Scan scan(byte[] added) {
    byte[] text = new byte[nRecentBytes + added.length];
    int n = 0;
    for (Piece p : recent) {
      System.arraycopy(p.bytes, 0, text, n, p.bytes.length);
      n += p.bytes.length;
    }
    System.arraycopy(added, 0, text, n, added.length);
    Quiet now = inside;
    for (int end = nRecentBytes + 1; end <= text.length; end++) {
      if (now != null) {
        now = endsWith(text, end, now.close) ? null : now;
        continue;
      }
      for (byte[] t : texts) {
        if (endsWith(text, end, t)) {
          return new Scan(text, end - t.length, null);
        }
      }
      for (Quiet block : blocks) {
        if (endsWith(text, end, block.open)) {
          now = block;
        }
      }
    }
    return new Scan(text, -1, now);
  }

  private static boolean endsWith(byte[] text, int end, byte[] wanted) {
    int from = end - wanted.length;
    if (from < 0 || wanted.length == 0) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (text[from + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /// The tokens from the last one on that begins before the trigger and between two code points.
  private Start start(Scan scan, int token) {
    List<Integer> tokens = new ArrayList<>();
    tokens.add(token);
    int from = nRecentBytes;
    List<Piece> newestFirst = new ArrayList<>(recent).reversed();
    int i = 0;
    while (i < newestFirst.size()
        && (from > scan.trigger || !isText(scan.text, from, scan.trigger))) {
      Piece p = newestFirst.get(i++);
      tokens.addFirst(p.token);
      from -= p.bytes.length;
    }
    String lead =
        from > scan.trigger
            ? ""
            : new String(scan.text, from, scan.trigger - from, StandardCharsets.UTF_8);
    return new Start(lead, tokens);
  }

  private static boolean isText(byte[] bytes, int from, int to) {
    byte[] part = java.util.Arrays.copyOfRange(bytes, from, to);
    return Utf8.advance(Utf8.COMPLETE, part) == Utf8.COMPLETE;
  }
}
