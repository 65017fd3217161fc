/// Benchmarks, run by `scripts/bench --only template`; no part of a normal build.
@org.jspecify.annotations.NullMarked
package jan4j.model.bench;
