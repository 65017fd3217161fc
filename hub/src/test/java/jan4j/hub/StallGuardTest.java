package jan4j.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StallGuardTest {
  @Test
  void aBodyThatGoesSilentEndsWithAnError() throws IOException {
    CountDownLatch closed = new CountDownLatch(1);
    InputStream silent =
        new InputStream() {
          @Override
          public int read() throws IOException {
            try {
              closed.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            throw new IOException("closed");
          }

          @Override
          public void close() {
            closed.countDown();
          }
        };
    try (InputStream guarded = new StallGuard(silent, Duration.ofMillis(20))) {
      assertThatThrownBy(() -> guarded.read(new byte[1], 0, 1)).hasMessageContaining("no byte");
    }
  }

  @Test
  void aBodyThatEndsIsPassedThrough() throws IOException {
    InputStream body = new ByteArrayInputStream(new byte[] {1, 2, 3});
    try (InputStream guarded = new StallGuard(body, Duration.ofMinutes(1))) {
      assertThat(guarded.readNBytes(10)).containsExactly(1, 2, 3);
    }
  }

  @Test
  void anErrorOfTheBodyStaysWhatItIs() throws IOException {
    PipedInputStream body = new PipedInputStream(new PipedOutputStream());
    body.close();
    try (InputStream guarded = new StallGuard(body, Duration.ofMinutes(1))) {
      assertThatThrownBy(() -> guarded.read(new byte[1], 0, 1)).hasMessageContaining("closed");
    }
  }
}
