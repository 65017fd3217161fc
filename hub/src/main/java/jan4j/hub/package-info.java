/// Model catalogue, download and import; the registry of what is on disk; the native libraries.
@NullMarked
package jan4j.hub;

import org.jspecify.annotations.NullMarked;
