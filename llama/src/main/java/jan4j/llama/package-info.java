/// FFM bindings to libllama: one mechanical class per C header and owners above it. Stands alone.
@NullMarked
package jan4j.llama;

import org.jspecify.annotations.NullMarked;
