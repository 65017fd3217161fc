package jan4j.llama.raw;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// Where the mechanical classes find their symbols. One library per process: [#use] is called once,
/// by the loader, before the first native call; what is bound afterwards stays bound.
@SuppressWarnings("restricted") // makes downcall handles, reads C strings
public final class Native {
  private static volatile @Nullable SymbolLookup symbols;

  private Native() {}

  /// Names the libraries to bind to.
  public static void use(SymbolLookup lookup) {
    symbols = lookup;
  }

  /// A handle of a function, for a `static final` field (only then does a call cost about 5 ns).
  static MethodHandle link(String name, FunctionDescriptor function, Linker.Option... options) {
    SymbolLookup lookup = symbols;
    if (lookup == null) {
      throw new IllegalStateException("call of " + name + " before LlamaLibrary.load");
    }
    return link(lookup, name, function, options);
  }

  /// A handle of a function of libraries that are not (yet) the ones in use.
  public static MethodHandle link(
      SymbolLookup lookup, String name, FunctionDescriptor function, Linker.Option... options) {
    MemorySegment address =
        lookup
            .find(name)
            .orElseThrow(() -> new UnsatisfiedLinkError("no symbol " + name + " in libllama"));
    return Linker.nativeLinker().downcallHandle(address, function, options);
  }

  /// The C string at an address, or null for NULL.
  public static @Nullable String string(MemorySegment address) {
    return address.address() == 0 ? null : address.reinterpret(Long.MAX_VALUE).getString(0);
  }

  /// What a downcall handle threw: errors and runtime exceptions of the FFM API, never of C.
  public static RuntimeException unexpected(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      return exception;
    }
    return new IllegalStateException("a native call threw " + thrown, thrown);
  }
}
