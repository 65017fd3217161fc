package jan4j.wire.openai;

import jan4j.core.GenerationEvent;
import java.util.List;

/// Turns the events of a request's choices into the chunks of a stream, in order. One thread.
public interface AnswerStream {
  /// The chunks that `event` of choice `index` makes, to be written as JSON. A failed choice makes
  /// none: the caller ends the stream by an error.
  List<Object> chunks(int index, GenerationEvent event);

  /// What comes after the last choice has finished: the usage chunk where asked for.
  List<Object> closing();
}
