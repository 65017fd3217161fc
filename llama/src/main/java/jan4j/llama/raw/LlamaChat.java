package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The fixed list of chat templates that the library itself knows: functions of `llama.h`, named
/// and typed as there. Each is bound at its first call.
public final class LlamaChat {
  private LlamaChat() {}

  /// ```c
  /// /// Apply chat template. Inspired by hf apply_chat_template() on python.
  /// ///
  /// /// NOTE: This function does not use a jinja parser. It only support a pre-defined list of template. See more: https://github.com/ggml-org/llama.cpp/wiki/Templates-supported-by-llama_chat_apply_template
  /// /// @param tmpl A Jinja template to use for this chat.
  /// /// @param chat Pointer to a list of multiple llama_chat_message
  /// /// @param n_msg Number of llama_chat_message in this chat
  /// /// @param add_ass Whether to end the prompt with the token(s) that indicate the start of an assistant message.
  /// /// @param buf A buffer to hold the output formatted prompt. The recommended alloc size is 2 * (total number of characters of all messages)
  /// /// @param length The size of the allocated buffer
  /// /// @return The total number of bytes of the formatted prompt. If is it larger than the size of buffer, you may need to re-alloc it and then re-apply the template.
  /// int32_t llama_chat_apply_template(const char * tmpl, const struct llama_chat_message * chat, size_t n_msg, bool add_ass, char * buf, int32_t length);
  /// ```
  public static int llama_chat_apply_template(
      MemorySegment tmpl,
      MemorySegment chat,
      long n_msg,
      boolean add_ass,
      MemorySegment buf,
      int length) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_chat_apply_template",
              FunctionDescriptor.of(
                  JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_BOOLEAN, ADDRESS, JAVA_INT));
    }
    try {
      return (int) Handle.IT.invokeExact(tmpl, chat, n_msg, add_ass, buf, length);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get list of built-in chat templates
  /// int32_t llama_chat_builtin_templates(const char ** output, size_t len);
  /// ```
  public static int llama_chat_builtin_templates(MemorySegment output, long len) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_chat_builtin_templates", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
    }
    try {
      return (int) Handle.IT.invokeExact(output, len);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
