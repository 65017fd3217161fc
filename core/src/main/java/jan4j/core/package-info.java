/// The language of the system: messages, requests, events, ids, errors and the Engine interface. No
/// I/O, no JSON.
@NullMarked
package jan4j.core;

import org.jspecify.annotations.NullMarked;
