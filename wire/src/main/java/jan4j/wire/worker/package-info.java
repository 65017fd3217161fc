/// The frames between core and worker, and their codec. `docs/worker-protocol.md` tells the order.
@NullMarked
package jan4j.wire.worker;

import org.jspecify.annotations.NullMarked;
