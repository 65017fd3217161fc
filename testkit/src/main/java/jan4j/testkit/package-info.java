/// Test scope only: scripted FakeEngine, GGUF writer, raw HTTP client, fixture loader.
@NullMarked
package jan4j.testkit;

import org.jspecify.annotations.NullMarked;
