package jan4j.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Starts workers as Java processes.
public final class JvmWorkerLauncher implements WorkerLauncher {
  private static final String MAIN_CLASS = "jan4j.worker.WorkerMain";

  private final List<String> command;

  /// @param java the `java` executable
  /// @param flags JVM flags, e.g. `-XX:+UseSerialGC`, `--enable-native-access=ALL-UNNAMED`
  /// @param classPath as for `-cp`
  public JvmWorkerLauncher(String java, List<String> flags, String classPath) {
    List<String> words = new ArrayList<>();
    words.add(java);
    words.addAll(flags);
    words.addAll(List.of("-cp", classPath, MAIN_CLASS));
    command = List.copyOf(words);
  }

  @Override
  public Process launch(Order order) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(order.folder().toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(JvmWorkerLauncher::isForTheCoreAlone);
    order.environment().forEach(builder.environment()::putIfAbsent); // the user's own choice stays
    return builder.start();
  }

  private static boolean isForTheCoreAlone(String name) {
    return name.startsWith("JAN4J_") || name.equals("JDK_JAVA_OPTIONS");
  }
}
