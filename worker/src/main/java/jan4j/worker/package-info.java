/// The engine process: scheduler, prefix reuse, sampler.
@NullMarked
package jan4j.worker;

import org.jspecify.annotations.NullMarked;
