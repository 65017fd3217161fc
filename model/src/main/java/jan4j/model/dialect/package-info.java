/// Dialects: from the text that a model writes to text, reasoning and tool calls, as a stream.
///
/// Public: [Dialects], [Dialect], [OutputParser] and their values. Everything else is how a format
/// is written down: most are a [MarkerFormat], which is data; the others bring their own parser.
@NullMarked
package jan4j.model.dialect;

import org.jspecify.annotations.NullMarked;
