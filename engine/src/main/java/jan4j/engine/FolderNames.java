package jan4j.engine;

import java.util.regex.Pattern;

/// Takes the folders out of absolute paths in a text, so that a client on another machine does not
/// learn them: `/home/ada/models/tiny.gguf` becomes `tiny.gguf`.
final class FolderNames {
  /// A root and at least one folder, at the beginning of a word. A folder's name may hold spaces
  /// only where a separator follows before the next mark.
  private static final Pattern FOLDERS =
      Pattern.compile(
          "(?<![\\w/\\\\.:])(?:[A-Za-z]:[\\\\/]|/)(?:[^/\\\\:'\"|;,\\s]+(?: [^/\\\\:'\"|;,\\s]+){0,8}[/\\\\])+");

  private FolderNames() {}

  static String strip(String text) {
    return FOLDERS.matcher(text).replaceAll("");
  }
}
