package jan4j.llama;

/// Hears how far the loading of a model is. Called on the loading thread.
@FunctionalInterface
public interface ProgressListener {
  /// Never cancels.
  ProgressListener NONE = _ -> true;

  /// @param fraction from 0 to 1
  /// @return false to cancel the loading
  boolean onProgress(float fraction);
}
