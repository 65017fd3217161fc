package jan4j.wire.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.core.LoadOptions;
import jan4j.core.Sampling;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameChannelTest {
  @Test
  void everyCommandComesBackEqual() throws IOException {
    var frames =
        List.<Command>of(
            new Command.Load("/m.gguf", LoadOptions.DEFAULT, 2),
            new Command.Generate(
                7,
                List.of(
                    new Command.Segment("<|im_start|>", true), new Command.Segment("hé", false)),
                List.of(),
                Sampling.DEFAULT.toBuilder()
                    .temperature(0.2)
                    .logitBias(Map.of(5, Double.NEGATIVE_INFINITY))
                    .build(),
                -1,
                List.of("\n\n"),
                -1,
                true,
                false,
                Command.AnswerText.PLAIN),
            new Command.Cancel(7),
            new Command.Tokenize(8, List.of()),
            new Command.Ping(9),
            new Command.Stop());
    var pipe = new Pipe(1);
    var channel = new FrameChannel(pipe);
    for (Command frame : frames) {
      channel.write(frame);
    }
    for (Command frame : frames) {
      assertThat(channel.read(Command.class)).isEqualTo(frame);
    }
    assertThatThrownBy(() -> channel.read(Command.class)).isInstanceOf(EOFException.class);
  }

  @Test
  void reportsComeBackEqual() throws IOException {
    var frames =
        List.<Report>of(
            new Report.Hello(Report.PROTOCOL_VERSION, "n", 1, "0.5.0-dev"),
            new Report.Piece(1, "€", List.of(new Report.Logprob(3, "4oKs", -0.5, List.of()))),
            new Report.Finished(1, "stop", "", 3, 2, 1, 1.5, 2.5),
            new Report.Dying("ggml.c:1: GGML_ASSERT(x)"));
    var channel = new FrameChannel(new Pipe(3));
    for (Report frame : frames) {
      channel.write(frame);
    }
    for (Report frame : frames) {
      assertThat(channel.read(Report.class)).isEqualTo(frame);
    }
  }

  @Test
  void anAbsurdLengthIsRefusedBeforeItIsAllocated() throws IOException {
    var pipe = new Pipe(64);
    pipe.write(ByteBuffer.wrap(new byte[] {0x7f, -1, -1, -1, 1, 2}));
    assertThatThrownBy(() -> new FrameChannel(pipe).read(Report.class))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("limit");
  }

  /// A channel that gives back what was written, at most `step` bytes at a time.
  private static final class Pipe implements ByteChannel {
    private final int step;
    private byte[] data = new byte[0];
    private int read;

    Pipe(int step) {
      this.step = step;
    }

    @Override
    public int read(ByteBuffer to) {
      if (read == data.length) {
        return -1;
      }
      int n = Math.min(step, Math.min(to.remaining(), data.length - read));
      to.put(data, read, n);
      read += n;
      return n;
    }

    @Override
    public int write(ByteBuffer from) {
      int n = Math.min(step, from.remaining());
      int old = data.length;
      data = java.util.Arrays.copyOf(data, old + n);
      from.get(data, old, n);
      return n;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
