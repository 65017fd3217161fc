package jan4j.app;

import jan4j.core.LoadOptions;
import jan4j.core.ModelDirectory;
import jan4j.core.ModelEntry;
import java.nio.file.Path;
import java.util.List;

/// The models and native libraries on this machine, as `models` and `setup` use them.
interface ModelShelf {
  List<ModelEntry> list();

  /// What can be brought by name: a line each, id and description.
  List<String> available();

  /// The model of that id.
  ///
  /// @throws jan4j.core.JanException where there is none; the message lists those there are
  ModelEntry find(String id);

  /// Brings a catalogue's model; does nothing where it is already here.
  ModelEntry pull(String id, boolean offline, ProgressPrinter progress);

  /// Deletes a model's files.
  void remove(ModelEntry model);

  /// Brings the native libraries for an accelerator (`auto`, `cpu`, `vulkan`, `cuda`) and says
  /// which package is used.
  String libraries(String accelerator, boolean offline, ProgressPrinter progress);

  /// The folder of the native libraries that fit this machine and those devices, which may be none;
  /// brings them where they are missing.
  Path nativeFolder(List<String> devices, boolean offline, ProgressPrinter progress);

  /// Fills in what the settings say of values that are left open.
  LoadOptions settled(LoadOptions options);

  /// A GGUF file as a model.
  ///
  /// @throws jan4j.core.JanException where it is no usable GGUF file
  ModelEntry file(Path gguf);

  /// The models as engines see them.
  ModelDirectory directory();

  /// The starter model's id.
  String starter();
}
