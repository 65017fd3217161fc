/// Targets that `scripts/fuzz` feeds with what it makes up, and that [FuzzSeedsTest] feeds with
/// what was found. A target throws where a rule is broken.
@NullMarked
package jan4j.model.fuzz;

import org.jspecify.annotations.NullMarked;
