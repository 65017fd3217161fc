/// What a model's files tell without native code: GGUF reader, chat templates.
@NullMarked
package jan4j.model;

import org.jspecify.annotations.NullMarked;
