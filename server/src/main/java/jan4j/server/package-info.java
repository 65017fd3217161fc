/// HTTP routes, authentication.
@NullMarked
package jan4j.server;

import org.jspecify.annotations.NullMarked;
