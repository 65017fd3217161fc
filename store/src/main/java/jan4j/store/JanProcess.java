package jan4j.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Finds a running Jan, as far as the operating system lets: by the name of its program among the
/// processes of this user.
final class JanProcess {
  private static final Set<String> NAMES = Set.of("jan", "jan.exe", "jan-nightly", "jan-cli");

  private JanProcess() {}

  static OptionalLong find() {
    Optional<ProcessHandle> found =
        ProcessHandle.allProcesses()
            .filter(p -> p.info().command().filter(JanProcess::isJan).isPresent())
            .findFirst();
    return found.map(p -> OptionalLong.of(p.pid())).orElse(OptionalLong.empty());
  }

  static boolean isJan(String command) {
    Path name = Path.of(command).getFileName();
    return name != null && NAMES.contains(name.toString().toLowerCase(Locale.ROOT));
  }
}
