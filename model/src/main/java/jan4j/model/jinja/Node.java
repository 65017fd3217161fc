package jan4j.model.jinja;

import java.util.List;

/// A part of a compiled template. Immutable once the template is compiled.
abstract class Node {
  private final int line;
  private final int height;

  Node(int line, int heightOfChildren) {
    this.line = line;
    this.height = heightOfChildren + 1;
    if (height > Limits.MAX_HEIGHT) {
      throw new TemplateException(
              TemplateException.LIMIT, "the template nests or chains expressions too deeply")
          .at(line);
    }
  }

  final int line() {
    return line;
  }

  /// Levels of evaluation below and including this node.
  final int height() {
    return height;
  }

  static int highest(List<? extends Node> nodes) {
    int h = 0;
    for (Node node : nodes) {
      h = Math.max(h, node.height);
    }
    return h;
  }

  static int highest(Node a, Node b) {
    return Math.max(a.height, b.height);
  }
}
