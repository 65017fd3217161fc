package jan4j.hub;

/// Hears how far a long step is. May be called from any thread.
@FunctionalInterface
public interface ProgressListener {
  /// Hears nothing.
  ProgressListener NONE = (_, _, _, _) -> {};

  /// A state of a step.
  ///
  /// @param step its title, the same for all its states
  /// @param total the whole, or 0 where it is not known
  /// @param unit `bytes`, or a word for what is counted
  void update(String step, long done, long total, String unit);
}
