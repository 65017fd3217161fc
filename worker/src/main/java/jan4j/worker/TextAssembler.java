package jan4j.worker;

import jan4j.wire.worker.Report;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes text of an answer's tokens: whole code points only, nothing from a stop text on, and
/// nothing yet that may turn out to be a stop text's beginning. What comes out does not depend on
/// how the bytes were split into tokens: the stop text that is complete first ends the answer, and
/// of several that end at one place the longest. One thread.
final class TextAssembler {
  private static final int MAX_INCOMPLETE_BYTES = 3;

  private final List<String> stops;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final byte[] incomplete = new byte[MAX_INCOMPLETE_BYTES];
  private int nIncomplete;
  private final StringBuilder held = new StringBuilder();
  private final Deque<Mark> marks = new ArrayDeque<>();
  private long released; // characters that were given out
  private String stopText = "";

  /// A report that is due when the character at `start` is given out.
  private record Mark(long start, Report.Logprob logprob) {}

  /// Text to send, and the tokens that it came from.
  record Chunk(String text, List<Report.Logprob> logprobs) {
    boolean isEmpty() {
      return text.isEmpty() && logprobs.isEmpty();
    }
  }

  TextAssembler(List<String> stops) {
    this.stops = List.copyOf(stops);
  }

  /// Adds a token; answers what may be sent now.
  Chunk add(byte[] bytes, Report.@Nullable Logprob logprob) {
    if (logprob != null) {
      marks.add(new Mark(released + held.length(), logprob));
    }
    int before = held.length();
    decode(bytes, false);
    int cut = findStop(before);
    return cut >= 0 ? release(cut, false) : release(held.length() - held(), false);
  }

  /// The answer is over: answers all that was held back.
  Chunk finish() {
    if (isStopped()) {
      return new Chunk("", List.of());
    }
    int before = held.length();
    decode(new byte[0], true);
    int cut = findStop(before);
    return release(cut >= 0 ? cut : held.length(), true);
  }

  /// Whether a stop text came.
  boolean isStopped() {
    return !stopText.isEmpty();
  }

  /// The stop text that came, or the empty string.
  String stopText() {
    return stopText;
  }

  private void decode(byte[] bytes, boolean end) {
    ByteBuffer in = ByteBuffer.allocate(nIncomplete + bytes.length);
    in.put(incomplete, 0, nIncomplete).put(bytes).flip();
    CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
    decoder.decode(in, out, end);
    if (end) {
      decoder.flush(out);
    }
    nIncomplete = in.remaining();
    in.get(incomplete, 0, nIncomplete);
    held.append(out.flip());
  }

  /// Looks for the first stop text that is complete at or after `from`; answers where it begins, or
  /// -1.
  private int findStop(int from) {
    for (int end = from + 1; end <= held.length(); end++) {
      String longest = "";
      for (String stop : stops) {
        if (stop.length() > longest.length() && endsWith(stop, end)) {
          longest = stop;
        }
      }
      if (!longest.isEmpty()) {
        stopText = longest;
        return end - longest.length();
      }
    }
    return -1;
  }

  private boolean endsWith(String stop, int end) {
    int start = end - stop.length();
    if (start < 0) {
      return false;
    }
    for (int i = 0; i < stop.length(); i++) {
      if (held.charAt(start + i) != stop.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// How many characters at the end may be the beginning of a stop text.
  private int held() {
    int most = 0;
    for (String stop : stops) {
      for (int n = Math.min(stop.length() - 1, held.length()); n > most; n--) {
        if (endsWith(stop.substring(0, n), held.length())) {
          most = n;
        }
      }
    }
    return most;
  }

  private Chunk release(int upTo, boolean last) {
    int n = upTo > 0 && Character.isHighSurrogate(held.charAt(upTo - 1)) && !last ? upTo - 1 : upTo;
    String text = held.substring(0, n);
    held.delete(0, n);
    released += n;
    List<Report.Logprob> logprobs = new ArrayList<>();
    while (!marks.isEmpty() && (marks.element().start() < released || (last && !isStopped()))) {
      logprobs.add(marks.remove().logprob());
    }
    return new Chunk(text, logprobs);
  }
}
