/// The engine process, one per loaded model: scheduler with continuous batching, prefix reuse,
/// sampling in Java, and the frames to the core that started it.
@NullMarked
package jan4j.worker;

import org.jspecify.annotations.NullMarked;
