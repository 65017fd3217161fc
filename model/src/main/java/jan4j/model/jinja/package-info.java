/// A small interpreter of Jinja templates with Python's semantics, bounded against hostile
/// templates. Every text value knows which of its characters a user wrote.
@NullMarked
package jan4j.model.jinja;

import org.jspecify.annotations.NullMarked;
