package jan4j.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/// The one JSON codec. Unknown fields are ignored, absent ones are null, nulls are not written
/// unless a record asks for it. Depth, number length and name length are bounded. Thread-safe.
public final class Json {
  /// Deepest accepted nesting.
  public static final int MAX_DEPTH = 256;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(400)
                          .maxNameLength(4_096)
                          .maxStringLength(64 * 1024 * 1024)
                          .build())
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private static final ObjectReader EXACT =
      MAPPER.readerFor(Object.class).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private Json() {}

  /// Reads a value of `type`.
  ///
  /// @throws JanException [ErrorCode#INVALID_REQUEST] with place and cause where `text` is no such
  ///   value
  public static <T> T read(byte[] text, Class<T> type) {
    try {
      T value = MAPPER.readValue(text, type);
      if (value == null) {
        throw new JanException(ErrorCode.INVALID_REQUEST, "the JSON text is null");
      }
      return value;
    } catch (JacksonException e) {
      throw notJson(e);
    }
  }

  /// Reads a value of `type`.
  ///
  /// @throws JanException [ErrorCode#INVALID_REQUEST] with place and cause where `text` is no such
  ///   value
  public static <T> T read(String text, Class<T> type) {
    return read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), type);
  }

  /// Reads a JSON object as a value tree of maps (in order), lists, strings, numbers and booleans.
  ///
  /// @throws JanException [ErrorCode#INVALID_REQUEST] where `text` is no JSON object
  @SuppressWarnings("unchecked")
  public static Map<String, Object> readTree(String text) {
    return read(text, Map.class);
  }

  /// Reads a JSON object as [#readTree] does, but keeps every number exactly as it stands, so that
  /// writing the tree again loses nothing.
  ///
  /// @throws JanException [ErrorCode#INVALID_REQUEST] where `text` is no JSON object
  @SuppressWarnings("unchecked")
  public static Map<String, Object> readExact(byte[] text) {
    try {
      Object value = EXACT.readValue(text);
      if (value instanceof Map<?, ?> map) {
        return (Map<String, Object>) map;
      }
      throw new JanException(ErrorCode.INVALID_REQUEST, "the JSON text is no object");
    } catch (JacksonException e) {
      throw notJson(e);
    }
  }

  /// Reads any JSON value as a value tree, null included, and keeps every number exactly.
  ///
  /// @throws JanException [ErrorCode#INVALID_REQUEST] where `text` is no JSON value
  public static @Nullable Object readExactValue(byte[] text) {
    try {
      return EXACT.readValue(text);
    } catch (JacksonException e) {
      throw notJson(e);
    }
  }

  /// Reads a JSON list, or a single value, one element after the other, so that a long list need
  /// not fit in memory. The sink returns false to end.
  ///
  /// @throws JanException [ErrorCode#INVALID_REQUEST] where the text breaks off or is no JSON; what
  ///   came before was handed over
  public static void forEach(java.io.InputStream text, java.util.function.Predicate<Object> sink) {
    try (var items = EXACT.readValues(text)) {
      while (items.hasNextValue()) {
        Object item = items.nextValue();
        if (!sink.test(item == null ? Map.of() : item)) {
          return;
        }
      }
    } catch (JacksonException e) {
      throw notJson(e);
    }
  }

  /// Turns a value tree into a value of `type`.
  ///
  /// @throws JanException [ErrorCode#INVALID_REQUEST] where the tree has another shape
  public static <T> T convert(Object tree, Class<T> type) {
    try {
      return MAPPER.convertValue(tree, type);
    } catch (JacksonException e) {
      throw notJson(e);
    }
  }

  /// Writes a value as UTF-8 on one line.
  public static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /// Writes a value as text on one line.
  public static String writeText(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /// Writes a value for people, over several lines.
  public static String writePretty(Object value) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
  }

  private static JanException notJson(JacksonException e) {
    String place =
        e.getLocation() == null || e.getLocation().getLineNr() < 0
            ? ""
            : " (line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr()
                + ")";
    if (e instanceof DatabindException d && !d.getPath().isEmpty()) {
      String path = path(d.getPath());
      return JanException.invalid(path, path + ": " + problem(d) + place);
    }
    if (e instanceof InputCoercionException c
        && c.processor() instanceof JsonParser parser
        && parser.currentName() != null) {
      String name = parser.currentName();
      return JanException.invalid(name, name + ": " + e.getOriginalMessage() + place);
    }
    return new JanException(
        ErrorCode.INVALID_REQUEST, "cannot read JSON: " + e.getOriginalMessage() + place, e);
  }

  /// In the words of JSON where the codec would speak of Java classes.
  private static String problem(DatabindException e) {
    Class<?> wanted = e instanceof MismatchedInputException m ? m.getTargetType() : null;
    if (wanted == null) {
      return e.getOriginalMessage();
    }
    return "expected "
        + switch (wanted.getSimpleName()) {
          case "Double", "double" -> "a number";
          case "Integer", "int", "Long", "long" -> "an integer";
          case "String" -> "a text";
          case "Boolean", "boolean" -> "true or false";
          case "List", "ArrayList" -> "a list";
          default -> "an object";
        };
  }

  private static String path(List<JacksonException.Reference> references) {
    StringBuilder out = new StringBuilder();
    for (JacksonException.Reference r : references) {
      if (r.getPropertyName() != null) {
        out.append(out.isEmpty() ? "" : ".").append(r.getPropertyName());
      } else {
        out.append('[').append(r.getIndex()).append(']');
      }
    }
    return out.toString();
  }
}
