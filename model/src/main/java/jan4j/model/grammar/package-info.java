/// JSON Schema to GBNF, the grammar language of llama.cpp, and a matcher for such grammars. A
/// grammar lets through no instance that its schema forbids; what cannot be held is refused by
/// name.
@NullMarked
package jan4j.model.grammar;

import org.jspecify.annotations.NullMarked;
