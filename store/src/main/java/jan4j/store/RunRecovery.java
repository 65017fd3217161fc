package jan4j.store;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.wire.jan.JanMessage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Keeps the answers that were being written when a core died: each becomes a message with the
/// status stopped and the text that it had. Runs once, before anything else writes.
final class RunRecovery {
  private final ThreadStore threads;

  RunRecovery(ThreadStore threads) {
    this.threads = threads;
  }

  List<Notice> recover() {
    List<Notice> out = new ArrayList<>();
    Path folder = threads.folder().runs();
    List<Path> journals = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.jsonl")) {
      all.forEach(journals::add);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw StorageFailure.reading("read the journals of answers", folder, e);
    }
    journals.forEach(j -> recover(j, out));
    return out;
  }

  private void recover(Path journal, List<Notice> out) {
    try {
      RunJournal.Left left = RunJournal.left(journal);
      RunJournal.Head head = left.head();
      AnswerText answer = new AnswerText(head.beforeParts());
      left.events().forEach(answer::add);
      if (answer.parts().isEmpty()) {
        Files.delete(journal);
        return;
      }
      boolean isNew = threads.open(head.thread()).tree().find(head.message()).isEmpty();
      JanMessage kept = keep(head, answer);
      Files.delete(journal);
      if (isNew) {
        out.add(
            new Notice(
                Notice.Kind.RECOVERED_ANSWER,
                "answer "
                    + kept.id()
                    + " in thread "
                    + head.thread()
                    + " was being written when Jan4j ended; it is kept as far as it came"));
      }
    } catch (IOException | JanException e) {
      if (e instanceof JanException jan
          && jan.code() != ErrorCode.NOT_FOUND
          && jan.code() != ErrorCode.INVALID_REQUEST) {
        throw jan;
      }
      setAside(journal, e);
    }
  }

  private JanMessage keep(RunJournal.Head head, AnswerText answer) {
    Map<String, Object> own = answer.numbers();
    own.put("run", head.run());
    own.put("recipe", head.recipe());
    boolean hasParent =
        head.parent().isEmpty()
            || threads.open(head.thread()).tree().find(head.parent()).isPresent();
    NewMessage.Place place =
        hasParent ? new NewMessage.Place.Below(head.parent()) : new NewMessage.Place.AtEnd();
    return threads.append(
        head.thread(),
        new NewMessage(
            head.message(),
            "assistant",
            answer.parts(),
            place,
            JanMessage.Status.STOPPED,
            List.of(),
            own));
  }

  /// A journal that cannot be read, or whose thread is gone, is kept under another name.
  private static void setAside(Path journal, Exception why) {
    System.getLogger(RunRecovery.class.getName())
        .log(System.Logger.Level.WARNING, "cannot use " + journal + ": " + why);
    try {
      Files.move(journal, journal.resolveSibling(journal.getFileName() + ".lost"));
    } catch (IOException e) {
      System.getLogger(RunRecovery.class.getName())
          .log(System.Logger.Level.WARNING, "cannot rename " + journal, e);
    }
  }
}
