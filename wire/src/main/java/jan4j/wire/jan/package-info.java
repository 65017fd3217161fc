/// Jan's files (threads, messages, assistants, projects) as value trees with a typed view, and the
/// lines of a run's journal.
@org.jspecify.annotations.NullMarked
package jan4j.wire.jan;
