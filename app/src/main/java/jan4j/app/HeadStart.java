package jan4j.app;

import jan4j.hub.Catalogue;
import jan4j.server.JanServer;

/// Makes classes ready that a command will need, while the main thread reads the command line: half
/// of a command's start is the JVM's work on classes, and most machines have a second core. What it
/// does changes nothing but the time.
final class HeadStart {
  private HeadStart() {}

  /// Begins for the command that `args` name.
  static void of(String[] args) {
    switch (args.length == 0 ? "" : args[0]) {
      case "serve" -> begin(JanServer::prepare);
      case "chat" -> begin(Catalogue::shipped);
      default -> {
        // quick enough
      }
    }
  }

  private static void begin(Runnable work) {
    Thread.ofPlatform().daemon().name("head-start").start(work);
  }
}
