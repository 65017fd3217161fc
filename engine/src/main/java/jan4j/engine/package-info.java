/// Router, supervisor and engines.
@NullMarked
package jan4j.engine;

import org.jspecify.annotations.NullMarked;
