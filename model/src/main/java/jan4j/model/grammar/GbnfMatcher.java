package jan4j.model.grammar;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says whether a GBNF grammar lets a text through, the way llama.cpp does it: by the set of stacks
/// that the text so far may have led to. One thread.
public final class GbnfMatcher {
  private static final int MAX_STACKS = 50_000;
  private static final int MAX_FRAMES = 4_000_000;

  /// What is still to be matched: a place in an alternative, then the frame below. Equal stacks are
  /// one object.
  private static final class Frame {
    final int id;
    final GbnfGrammar.Step step;
    final @Nullable Frame below;

    Frame(int id, GbnfGrammar.Step step, @Nullable Frame below) {
      this.id = id;
      this.step = step;
      this.below = below;
    }
  }

  private final GbnfGrammar grammar;
  private final Map<Long, Frame> frames = new HashMap<>();
  private int nFrames;

  private GbnfMatcher(GbnfGrammar grammar) {
    this.grammar = grammar;
  }

  /// @throws IllegalArgumentException where `gbnf` is malformed, has no `root`, or is
  ///   left-recursive
  public static GbnfMatcher of(String gbnf) {
    return new GbnfMatcher(GbnfParser.parse(gbnf));
  }

  /// Where a text has led to. Immutable; belongs to its matcher.
  public final class State {
    private final Set<Frame> stacks;
    private final boolean complete;

    private State(Set<Frame> stacks, boolean complete) {
      this.stacks = stacks;
      this.complete = complete;
    }

    /// Whether the text is a whole one.
    public boolean isComplete() {
      return complete;
    }

    /// Whether no text that begins so is let through.
    public boolean isDead() {
      return stacks.isEmpty() && !complete;
    }

    /// How many stacks llama.cpp holds here.
    public int nStacks() {
      return stacks.size() + (complete ? 1 : 0);
    }

    /// After one more character.
    ///
    /// @throws IllegalStateException where there are too many ways to read the text
    public State next(int codePoint) {
      Closure closure = new Closure();
      for (Frame frame : stacks) {
        GbnfGrammar.Step step = frame.step;
        if (step.characters != null && step.characters.contains(codePoint)) {
          closure.add(frame(step.next, frame.below));
        }
      }
      return closure.state();
    }

    /// After more text.
    public State next(String text) {
      State at = this;
      for (int i = 0; i < text.length() && !at.isDead(); ) {
        int c = text.codePointAt(i);
        at = at.next(c);
        i += Character.charCount(c);
      }
      return at;
    }
  }

  /// Before any text.
  public State start() {
    Closure closure = new Closure();
    for (GbnfGrammar.Step step : grammar.named("root").alternatives) {
      closure.add(frame(step, null));
    }
    return closure.state();
  }

  /// Whether the grammar lets `text` through.
  public boolean matches(String text) {
    return start().next(text).isComplete();
  }

  /// Whether the grammar lets a text through that begins with `text`.
  public boolean isPrefix(String text) {
    return !start().next(text).isDead();
  }

  /// One state that stands for several texts at once.
  State anyOf(Collection<State> states) {
    if (states.size() == 1) {
      return states.iterator().next();
    }
    Set<Frame> all = new LinkedHashSet<>();
    boolean complete = false;
    for (State state : states) {
      all.addAll(state.stacks);
      complete |= state.complete;
    }
    return new State(all, complete);
  }

  private @Nullable Frame frame(GbnfGrammar.@Nullable Step step, @Nullable Frame below) {
    if (step == null) {
      return below;
    }
    long key = (long) step.id << 32 | (below == null ? 0 : below.id);
    Frame known = frames.get(key);
    if (known == null) {
      if (nFrames >= MAX_FRAMES) {
        throw new IllegalStateException("the text can be read in too many ways");
      }
      known = new Frame(++nFrames, step, below);
      frames.put(key, known);
    }
    return known;
  }

  /// The stacks whose top is a character.
  private final class Closure {
    private final Set<Frame> stacks = new LinkedHashSet<>();
    private final Set<Frame> seen = new HashSet<>();
    private final ArrayDeque<Frame> queue = new ArrayDeque<>();
    private boolean complete;

    void add(@Nullable Frame frame) {
      if (frame == null) {
        complete = true;
      } else if (seen.add(frame)) {
        queue.add(frame);
      }
    }

    State state() {
      while (!queue.isEmpty()) {
        Frame frame = queue.poll();
        GbnfGrammar.Step step = frame.step;
        if (step.rule == null) {
          stacks.add(frame);
          continue;
        }
        Frame below = frame(step.next, frame.below);
        for (GbnfGrammar.Step alternative : step.rule.alternatives) {
          add(frame(alternative, below));
        }
        if (seen.size() > MAX_STACKS) {
          throw new IllegalStateException("the text can be read in too many ways");
        }
      }
      return new State(stacks, complete);
    }
  }
}
