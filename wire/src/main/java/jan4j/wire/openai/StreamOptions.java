package jan4j.wire.openai;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// `stream_options`.
@JsonNaming(SnakeCaseStrategy.class)
record StreamOptions(@Nullable Boolean includeUsage) {}
