/// Every JSON shape that crosses a boundary, the one codec, SSE, and the mappers to core.
@NullMarked
package jan4j.wire;

import org.jspecify.annotations.NullMarked;
