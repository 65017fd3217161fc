/// Conversations, assistants and projects as open files in Jan's layout, answers that run, and what
/// keeps all of it through crashes. Files are the truth; whatever else is here is a cache of them.
@org.jspecify.annotations.NullMarked
package jan4j.store;
