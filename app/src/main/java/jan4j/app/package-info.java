/// The jan4j command and the one Main that wires everything.
@NullMarked
package jan4j.app;

import org.jspecify.annotations.NullMarked;
