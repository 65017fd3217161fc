package jan4j.wire.openai;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// One message of a chat request. `content` is a string, a list of parts, or null.
@JsonNaming(SnakeCaseStrategy.class)
record ChatRequestMessage(
    @Nullable String role,
    @Nullable Object content,
    @Nullable String name,
    @Nullable String toolCallId,
    @Nullable List<@Nullable ChatRequestToolCall> toolCalls,
    @Nullable String reasoningContent) {}
