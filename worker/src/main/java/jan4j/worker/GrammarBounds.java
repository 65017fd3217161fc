package jan4j.worker;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.worker.Gbnf.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Keeps grammars away from the library that would end the process or hold it up for minutes: its
/// parser recurses once per nested group, its search for left recursion follows every path anew,
/// and each step looks at every way in which the text may go on.
///
/// Everything is measured before native code sees the grammar, and every refusal names the rule.
final class GrammarBounds {
  static final int MAX_LENGTH = 1024 * 1024;
  static final int MAX_RULES = 20_000;

  /// Most elements once repetitions are written out.
  static final int MAX_ELEMENTS = 1_000_000;

  /// Most ways in which the text may go on at one place of a rule.
  static final int MAX_BRANCHES = 1024;

  /// Longest chain of rules that begin with each other: they are followed by recursion, on a thread
  /// with a stack of ordinary size.
  static final int MAX_CHAIN = 256;

  private final Gbnf grammar;
  private final Set<String> nullable = new HashSet<>();
  private final Map<String, Long> branches = new HashMap<>();
  private final Set<String> inProgress = new HashSet<>();
  private String rule = Gbnf.ROOT;

  private GrammarBounds(Gbnf grammar) {
    this.grammar = grammar;
  }

  /// Reads and measures.
  ///
  /// @param isToken whether a text such as `<end>` spells one token of the vocabulary
  /// @throws JanException with [ErrorCode#GRAMMAR_INVALID]
  static Gbnf check(String gbnf, Predicate<String> isToken) {
    if (gbnf.length() > MAX_LENGTH) {
      throw invalid("the grammar has " + gbnf.length() + " characters; the limit is " + MAX_LENGTH);
    }
    int nul = gbnf.indexOf('\0');
    if (nul >= 0) {
      throw invalid("the grammar has a NUL at character " + nul + "; remove it");
    }
    Gbnf grammar = GbnfReader.read(gbnf, isToken);
    if (!grammar.rules().containsKey(Gbnf.ROOT)) {
      throw invalid("the grammar has no rule named \"root\", with which it would begin");
    }
    if (grammar.rules().size() > MAX_RULES) {
      throw invalid(
          "the grammar has " + grammar.rules().size() + " rules; the limit is " + MAX_RULES);
    }
    new GrammarBounds(grammar).check();
    return grammar;
  }

  private void check() {
    long elements = 0;
    for (Map.Entry<String, Node> e : grammar.rules().entrySet()) {
      rule = e.getKey();
      elements += elements(e.getValue());
      if (elements > MAX_ELEMENTS) {
        throw invalid(
            "the grammar has more than "
                + MAX_ELEMENTS
                + " elements once repetitions are written out; the limit is passed in rule \""
                + rule
                + "\"");
      }
    }
    findNullable();
    for (Map.Entry<String, Node> e : grammar.rules().entrySet()) {
      branchesOf(e.getKey());
      rule = e.getKey();
      checkPlaces(e.getValue());
    }
  }

  private long elements(Node node) {
    return switch (node) {
      case Node.Terminal _ -> 1;
      case Node.Literal(int length) -> length;
      case Node.Reference(String name, int at) -> {
        if (!grammar.rules().containsKey(name)) {
          throw invalid(
              "the rule \""
                  + name
                  + "\", named at "
                  + Gbnf.place(grammar.text(), at)
                  + ", is not defined");
        }
        yield 1;
      }
      case Node.Sequence(List<Node> items) -> sum(items);
      case Node.Choice(List<Node> alternatives) -> sum(alternatives) + alternatives.size();
      case Node.Repeat r -> {
        long one = elements(r.item()) + 2;
        yield r.max() == Node.Repeat.UNBOUNDED ? one * (r.min() + 1L) : one * Math.max(1, r.max());
      }
    };
  }

  private long sum(List<Node> nodes) {
    long sum = 0;
    for (Node node : nodes) {
      sum += elements(node);
    }
    return Math.min(sum, Integer.MAX_VALUE);
  }

  private void findNullable() {
    boolean found = true;
    for (int pass = 0; found; pass++) {
      if (pass > MAX_CHAIN) {
        throw invalid(
            "more than " + MAX_CHAIN + " rules can be empty one by another; flatten them");
      }
      found = false;
      for (Map.Entry<String, Node> e : grammar.rules().entrySet()) {
        if (!nullable.contains(e.getKey()) && isNullable(e.getValue())) {
          nullable.add(e.getKey());
          found = true;
        }
      }
    }
  }

  private boolean isNullable(Node node) {
    return switch (node) {
      case Node.Terminal _ -> false;
      case Node.Literal(int length) -> length == 0;
      case Node.Reference(String name, int _) -> nullable.contains(name);
      case Node.Sequence(List<Node> items) -> items.stream().allMatch(this::isNullable);
      case Node.Choice(List<Node> alternatives) -> alternatives.stream().anyMatch(this::isNullable);
      case Node.Repeat r -> r.min() == 0 || isNullable(r.item());
    };
  }

  /// In how many ways a rule may begin.
  private long branchesOf(String name) {
    Long known = branches.get(name);
    if (known != null) {
      return known;
    }
    if (!inProgress.add(name)) {
      throw invalid(
          "the rule \""
              + name
              + "\" can begin with itself (left recursion); write it so that each turn begins with"
              + " some text");
    }
    if (inProgress.size() > MAX_CHAIN) {
      throw invalid(
          "more than "
              + MAX_CHAIN
              + " rules begin with each other, the last is \""
              + name
              + "\"; flatten them");
    }
    Node node = grammar.rules().get(name);
    long n = node == null ? 0 : Math.min(branches(node) + 1, Integer.MAX_VALUE);
    inProgress.remove(name);
    branches.put(name, n);
    return n;
  }

  private long branches(Node node) {
    return switch (node) {
      case Node.Terminal _ -> 1;
      case Node.Literal _ -> 1;
      case Node.Reference(String name, int _) -> branchesOf(name);
      case Node.Sequence(List<Node> items) -> {
        long n = 0;
        for (Node item : items) {
          n = Math.min(n + branches(item), Integer.MAX_VALUE);
          if (!isNullable(item)) {
            break;
          }
        }
        yield n;
      }
      case Node.Choice(List<Node> alternatives) -> {
        long n = 0;
        for (Node alternative : alternatives) {
          n = Math.min(n + branches(alternative), Integer.MAX_VALUE);
        }
        yield n;
      }
      case Node.Repeat r -> {
        long copies = isNullable(r.item()) ? Math.min(r.max(), GbnfReader.MAX_REPETITIONS) : 1;
        yield Math.min(branches(r.item()) * Math.max(1, copies) + 1, Integer.MAX_VALUE);
      }
    };
  }

  /// Looks at every place in a rule, not only at its beginning.
  private void checkPlaces(Node node) {
    switch (node) {
      case Node.Terminal _, Node.Literal _, Node.Reference _ -> {}
      case Node.Choice(List<Node> alternatives) -> {
        checkBranches(branches(node));
        alternatives.forEach(this::checkPlaces);
      }
      case Node.Repeat r -> {
        if (r.max() == Node.Repeat.UNBOUNDED && isNullable(r.item())) {
          throw invalid(
              "what is repeated without end at "
                  + Gbnf.place(grammar.text(), r.at())
                  + " in rule \""
                  + rule
                  + "\" can be empty; let each turn take some text");
        }
        checkBranches(branches(r));
        checkPlaces(r.item());
      }
      case Node.Sequence(List<Node> items) -> {
        long n = 0;
        for (Node item : items.reversed()) {
          n = Math.min(branches(item) + (isNullable(item) ? n : 0), Integer.MAX_VALUE);
          checkBranches(n);
          checkPlaces(item);
        }
      }
    }
  }

  private void checkBranches(long n) {
    if (n > MAX_BRANCHES) {
      throw invalid(
          "in rule \""
              + rule
              + "\" the text can go on in "
              + (n >= Integer.MAX_VALUE ? "countless" : n)
              + " ways at one place; the limit is "
              + MAX_BRANCHES
              + ": group what begins alike, or make less optional");
    }
  }

  private static JanException invalid(String message) {
    return new JanException(ErrorCode.GRAMMAR_INVALID, message);
  }
}
