/// Reads the header of GGUF model files: metadata and tensor list, never the weights.
@NullMarked
package jan4j.model.gguf;

import org.jspecify.annotations.NullMarked;
