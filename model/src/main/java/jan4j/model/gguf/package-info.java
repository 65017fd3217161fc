/// Reads the headers of GGUF model files: metadata and tensor list, never the weights. Every input
/// is taken for hostile.
@NullMarked
package jan4j.model.gguf;

import org.jspecify.annotations.NullMarked;
