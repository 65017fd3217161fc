package jan4j.model.template;

import jan4j.model.jinja.Template;

/// What is known of a template: its capabilities, and how it wants a conversation written.
///
/// @param partsOnly whether plain text content is lost or refused, while a list of parts is printed
/// @param severalSystems whether two system messages at the beginning both appear
/// @param lateSystem whether a system message after other turns appears
/// @param repeatedRoles whether two turns of the same role in a row both appear
/// @param argumentsAsText whether a call's arguments must be JSON text instead of an object
/// @param nullBesideCalls whether the content beside calls must be null where there is no text
/// @param reasoningField the field of a message that holds its reasoning
record TemplateProbe(
    Capabilities capabilities,
    boolean partsOnly,
    boolean severalSystems,
    boolean lateSystem,
    boolean repeatedRoles,
    boolean argumentsAsText,
    boolean nullBesideCalls,
    String reasoningField) {
  /// Renders about thirty small conversations; takes some milliseconds.
  static TemplateProbe of(Template template) {
    return new Prober(template).probe();
  }
}
