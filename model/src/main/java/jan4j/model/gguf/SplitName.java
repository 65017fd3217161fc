package jan4j.model.gguf;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of one file of a split model: `NAME-00001-of-00003.gguf`.
///
/// @param prefix the name before the numbers
/// @param number from 1
/// @param count number of files
public record SplitName(String prefix, int number, int count) {
  private static final Pattern FORM = Pattern.compile("(.+)-(\\d{5})-of-(\\d{5})\\.gguf");

  /// The parts of `fileName`, or empty where it is no name of a split file.
  public static Optional<SplitName> of(String fileName) {
    Matcher m = FORM.matcher(fileName);
    if (!m.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(m.group(2));
    int count = Integer.parseInt(m.group(3));
    if (number < 1 || number > count) {
      return Optional.empty();
    }
    return Optional.of(new SplitName(m.group(1), number, count));
  }

  /// The name of the file with that number, from 1.
  public String fileName(int n) {
    return String.format(java.util.Locale.ROOT, "%s-%05d-of-%05d.gguf", prefix, n, count);
  }
}
