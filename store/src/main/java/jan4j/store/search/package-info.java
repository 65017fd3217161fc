/// Search over titles and messages: a Lucene index that is a cache of the files and may be deleted
/// at any time.
@org.jspecify.annotations.NullMarked
package jan4j.store.search;
