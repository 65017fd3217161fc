package jan4j.model.jinja;

import java.util.List;

/// `{% if %}` with any number of `elif`; an `else` is a last branch whose test is true.
final class If extends Statement {
  record Branch(Expression test, List<Statement> body) {
    int height() {
      return Math.max(test.height(), highest(body));
    }
  }

  private final List<Branch> branches;

  If(int line, List<Branch> branches) {
    super(line, branches.stream().mapToInt(Branch::height).max().orElse(0));
    this.branches = List.copyOf(branches);
  }

  @Override
  Flow execute(State state, Scope scope) {
    for (int i = 0; i < branches.size(); i++) {
      state.charge(1);
      Branch branch = branches.get(i);
      if (Values.isTrue(branch.test.evaluate(state, scope))) {
        return run(branch.body, state, scope);
      }
    }
    return Flow.NEXT;
  }
}
