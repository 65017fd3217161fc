package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Text to tokens and back: functions of `llama.h`, named and typed as there. Each is bound at its
/// first call.
public final class LlamaTokens {
  private LlamaTokens() {}

  /// ```c
  /// /// @details Convert the provided text into tokens.
  /// /// @param tokens The tokens pointer must be large enough to hold the resulting tokens.
  /// /// @return Returns the number of tokens on success, no more than n_tokens_max
  /// /// @return Returns a negative number on failure - the number of tokens that would have been returned
  /// /// @return Returns INT32_MIN on overflow (e.g., tokenization result size exceeds int32_t limit)
  /// /// @param add_special Allow to add BOS and EOS tokens if model is configured to do so.
  /// /// @param parse_special Allow tokenizing special and/or control tokens which otherwise are not exposed and treated
  /// ///                      as plaintext. Does not insert a leading space.
  /// int32_t llama_tokenize(const struct llama_vocab * vocab, const char * text, int32_t text_len, llama_token * tokens, int32_t n_tokens_max, bool add_special, bool parse_special);
  /// ```
  public static int llama_tokenize(
      MemorySegment vocab,
      MemorySegment text,
      int text_len,
      MemorySegment tokens,
      int n_tokens_max,
      boolean add_special,
      boolean parse_special) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_tokenize",
              FunctionDescriptor.of(
                  JAVA_INT,
                  ADDRESS,
                  ADDRESS,
                  JAVA_INT,
                  ADDRESS,
                  JAVA_INT,
                  JAVA_BOOLEAN,
                  JAVA_BOOLEAN));
    }
    try {
      return (int)
          Handle.IT.invokeExact(
              vocab, text, text_len, tokens, n_tokens_max, add_special, parse_special);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Token Id -> Piece.
  /// // Uses the vocabulary in the provided context.
  /// // Does not write null terminator to the buffer.
  /// // User can skip up to 'lstrip' leading spaces before copying (useful when encoding/decoding multiple tokens with 'add_space_prefix')
  /// // @param special If true, special tokens are rendered in the output.
  /// int32_t llama_token_to_piece(const struct llama_vocab * vocab, llama_token token, char * buf, int32_t length, int32_t lstrip, bool special);
  /// ```
  public static int llama_token_to_piece(
      MemorySegment vocab, int token, MemorySegment buf, int length, int lstrip, boolean special) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_token_to_piece",
              FunctionDescriptor.of(
                  JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_BOOLEAN),
              Linker.Option.critical(true));
    }
    try {
      return (int) Handle.IT.invokeExact(vocab, token, buf, length, lstrip, special);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// /// @details Convert the provided tokens into text (inverse of llama_tokenize()).
  /// /// @param text The char pointer must be large enough to hold the resulting text.
  /// /// @return Returns the number of chars/bytes on success, no more than text_len_max.
  /// /// @return Returns a negative number on failure - the number of chars/bytes that would have been returned.
  /// /// @param remove_special Allow to remove BOS and EOS tokens if model is configured to do so.
  /// /// @param unparse_special If true, special tokens are rendered in the output.
  /// int32_t llama_detokenize(const struct llama_vocab * vocab, const llama_token * tokens, int32_t n_tokens, char * text, int32_t text_len_max, bool remove_special, bool unparse_special);
  /// ```
  public static int llama_detokenize(
      MemorySegment vocab,
      MemorySegment tokens,
      int n_tokens,
      MemorySegment text,
      int text_len_max,
      boolean remove_special,
      boolean unparse_special) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_detokenize",
              FunctionDescriptor.of(
                  JAVA_INT,
                  ADDRESS,
                  ADDRESS,
                  JAVA_INT,
                  ADDRESS,
                  JAVA_INT,
                  JAVA_BOOLEAN,
                  JAVA_BOOLEAN));
    }
    try {
      return (int)
          Handle.IT.invokeExact(
              vocab, tokens, n_tokens, text, text_len_max, remove_special, unparse_special);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
