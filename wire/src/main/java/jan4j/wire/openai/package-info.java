/// OpenAI's JSON shapes (openapi.json v2.3.0) with llama-server's additions, and the mappers
/// between them and `core`. The records are append-only: boxed components, null is absent, unknown
/// fields are tolerated; they never leave this module but as finished JSON.
@NullMarked
package jan4j.wire.openai;

import org.jspecify.annotations.NullMarked;
