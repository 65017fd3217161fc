/// Chat templates: from a conversation to the text that a model expects, as trusted and untrusted
/// segments.
@NullMarked
package jan4j.model.template;

import org.jspecify.annotations.NullMarked;
