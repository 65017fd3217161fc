package jan4j.model.dialect;

import java.util.List;
import java.util.stream.Stream;

/// A way to write calls as nested tags, one per argument, whose values are bare text. White space
/// between the tags means nothing. Immutable.
///
/// A name or key is followed by attributes where a double quote ends it: of `name="city"
/// string="true"`, with `name="` in the opening text, the key is `city`.
///
/// @param callOpen what stands before a call's name; empty where the section's mark itself does
/// @param nameEnd what stands after it; empty where white space or the next tag ends the name
/// @param keyOpen what stands before an argument's key
/// @param keyEnd what stands after it
/// @param valueOpen what stands before the value, after [#keyEnd] and white space; may be empty
/// @param valueClose what stands after the value. It ends the value only where the next argument or
///   the end of the call follows
/// @param callClose ends a call
/// @param sectionClose ends the section of calls; empty where a section is one call
/// @param trimsNewline whether one line break around a value is the format's
record TagSyntax(
    String callOpen,
    String nameEnd,
    String keyOpen,
    String keyEnd,
    String valueOpen,
    String valueClose,
    String callClose,
    String sectionClose,
    boolean trimsNewline) {

  /// `<function=NAME> <parameter=KEY> VALUE </parameter> </function>`.
  static TagSyntax functionEquals(String sectionClose, boolean trimsNewline) {
    return new TagSyntax(
        "<function=",
        ">",
        "<parameter=",
        ">",
        "",
        "</parameter>",
        "</function>",
        sectionClose,
        trimsNewline);
  }

  /// `<invoke name="NAME"> <parameter name="KEY">VALUE</parameter> </invoke>`, with `prefix` before
  /// each tag's name.
  static TagSyntax invoke(String prefix, String sectionClose) {
    return new TagSyntax(
        "<" + prefix + "invoke name=\"",
        ">",
        "<" + prefix + "parameter name=\"",
        ">",
        "",
        "</" + prefix + "parameter>",
        "</" + prefix + "invoke>",
        sectionClose,
        false);
  }

  /// `NAME <arg_key>KEY</arg_key> <arg_value>VALUE</arg_value> </tool_call>`, with `suffix` after
  /// each tag's name.
  static TagSyntax argKeys(String nameEnd, String suffix) {
    return new TagSyntax(
        "",
        nameEnd,
        "<arg_key" + suffix + ">",
        "</arg_key" + suffix + ">",
        "<arg_value" + suffix + ">",
        "</arg_value" + suffix + ">",
        "</tool_call" + suffix + ">",
        "",
        false);
  }

  /// The tags.
  List<String> texts() {
    return Stream.of(
            callOpen, nameEnd, keyOpen, keyEnd, valueOpen, valueClose, callClose, sectionClose)
        .filter(t -> t.length() > 1)
        .toList();
  }

  TagSyntax withCall(String open, String end) {
    return new TagSyntax(
        open, end, keyOpen, keyEnd, valueOpen, valueClose, callClose, sectionClose, trimsNewline);
  }

  TagSyntax withSectionClose(String close) {
    return new TagSyntax(
        callOpen, nameEnd, keyOpen, keyEnd, valueOpen, valueClose, callClose, close, trimsNewline);
  }
}
