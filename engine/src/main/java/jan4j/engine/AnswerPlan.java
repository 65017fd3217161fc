package jan4j.engine;

import jan4j.core.AnswerForm;
import jan4j.core.JanException;
import jan4j.core.OutputFormat;
import jan4j.core.Tool;
import jan4j.core.ToolChoice;
import jan4j.model.dialect.CallGrammar;
import jan4j.model.dialect.OutputStart;
import jan4j.model.dialect.ReasoningBlock;
import jan4j.wire.worker.Command;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// How an answer is constrained and what of its text the core must see.
///
/// @param grammar GBNF, or the empty string
/// @param text what the worker is told
record AnswerPlan(String grammar, Command.AnswerText text) {
  /// A grammar for calls that nothing demands is left out above that length: it would cost more
  /// than it gives.
  private static final int MAX_OPTIONAL_GRAMMAR = 200_000;

  private static final Pattern ROOT = Pattern.compile("(?m)^root(?=[ \\t]*::=)");
  private static final String CONTENT_RULE = "answer-json";

  /// A text without conversation: the grammar alone.
  static AnswerPlan ofText(AnswerForm form, String grammar) {
    return switch (form.format()) {
      case OutputFormat.Text _ -> new AnswerPlan(grammar, Command.AnswerText.PLAIN);
      case OutputFormat.JsonObject _, OutputFormat.JsonSchema _ ->
          new AnswerPlan(SchemaRules.ofFormat("root", form.format()), Command.AnswerText.PLAIN);
    };
  }

  /// An answer in a conversation.
  ///
  /// @param offered the tools that the model was told of
  /// @param grammar the client's own, or the empty string
  /// @throws JanException where the form cannot be held
  static AnswerPlan ofChat(
      AnswerForm form, List<Tool> offered, String grammar, ModelDialect model, OutputStart start) {
    List<Tool> callable = form.toolChoice().among(offered);
    boolean required = form.toolChoice().mode() == ToolChoice.Mode.REQUIRED && !callable.isEmpty();
    boolean isText = form.format() instanceof OutputFormat.Text;
    if (!grammar.isEmpty()) {
      return new AnswerPlan(grammar, shown(model));
    }
    if (required) {
      return new AnswerPlan(demanded(form, callable, model, start), shown(model));
    }
    if (!isText && callable.isEmpty()) {
      return new AnswerPlan(content(form, model, start), shown(model));
    }
    if (!isText) {
      return new AnswerPlan(
          either(content(form, model, start), demanded(form, callable, model, start)),
          shown(model));
    }
    return callable.isEmpty()
        ? new AnswerPlan("", shown(model))
        : optional(form, callable, model, start);
  }

  private static Command.AnswerText shown(ModelDialect model) {
    return new Command.AnswerText(model.shown(), List.of(), List.of());
  }

  /// The grammar of calls alone.
  private static String demanded(
      AnswerForm form, List<Tool> callable, ModelDialect model, OutputStart start) {
    SchemaRules rules = new SchemaRules(true);
    CallGrammar calls =
        model
            .dialect()
            .calls(withTools(start, callable, model), isParallel(form), rules::ofTool)
            .orElseThrow(() -> cannotConstrain(model, form));
    return calls.rules() + rules.text();
  }

  /// A named function is called once; several may be where the client does not forbid it.
  private static boolean isParallel(AnswerForm form) {
    ToolChoice choice = form.toolChoice();
    boolean named = choice.mode() == ToolChoice.Mode.REQUIRED && choice.names().size() == 1;
    return form.parallelCalls() && !named;
  }

  /// A model that never reasons begins as one that has ended its reasoning, so that no grammar
  /// invites it to.
  private static OutputStart withTools(OutputStart start, List<Tool> callable, ModelDialect model) {
    List<ReasoningBlock> blocks = model.dialect().reasoning(start);
    boolean open = blocks.stream().anyMatch(ReasoningBlock::isOpen);
    String end = model.mayReason() || open || blocks.isEmpty() ? "" : blocks.getFirst().close();
    return new OutputStart(start.promptTail() + end, callable, start.reasoningAsText());
  }

  private static JanException cannotConstrain(ModelDialect model, AnswerForm form) {
    boolean isText = form.format() instanceof OutputFormat.Text;
    String problem =
        " cannot be held: the calls of this model's format \""
            + model.dialect().name()
            + "\" cannot be constrained to the parameters of these tools; ";
    return isText
        ? JanException.unsupported(
            "tool_choice",
            "the demanded call"
                + problem
                + "use tool_choice auto without strict, or parameters of plain types")
        : JanException.unsupported(
            "response_format", "the format" + problem + "use tool_choice none");
  }

  private static String content(AnswerForm form, ModelDialect model, OutputStart start) {
    Optional<String> rules = model.dialect().content(start, CONTENT_RULE, model.mayReason());
    return rules.orElseThrow(() ->
        JanException.unsupported(
            "response_format",
            "the answers of this model's format \""
                + model.dialect().name()
                + "\" cannot be constrained; use response_format text"))
        + SchemaRules.ofFormat(CONTENT_RULE, form.format());
  }

  /// One grammar of two: their own rules have names of their own already.
  private static String either(String content, String calls) {
    return "root ::= root-content | root-calls\n"
        + ROOT.matcher(content).replaceAll("root-content")
        + "\n"
        + ROOT.matcher(calls).replaceAll("root-calls");
  }

  /// Text goes as it likes; a call, once begun, is held to its format and schema.
  private static AnswerPlan optional(
      AnswerForm form, List<Tool> callable, ModelDialect model, OutputStart start) {
    SchemaRules rules = new SchemaRules(false);
    Optional<CallGrammar> calls =
        model.dialect().calls(withTools(start, callable, model), isParallel(form), rules::ofTool);
    if (calls.isEmpty() || calls.get().triggers().isEmpty()) {
      boolean strict = callable.stream().anyMatch(t -> t.strict().orElse(false));
      if (strict) {
        throw cannotConstrain(model, form);
      }
      return new AnswerPlan("", shown(model));
    }
    String grammar = calls.get().callsOnly() + rules.text();
    if (grammar.length() > MAX_OPTIONAL_GRAMMAR && !rules.isStrict()) {
      return new AnswerPlan("", shown(model));
    }
    List<Command.Block> quiet =
        model.dialect().reasoning(start).stream()
            .map(b -> new Command.Block(b.open(), b.close(), b.isOpen()))
            .toList();
    Set<String> shown = new LinkedHashSet<>(model.shown());
    shown.addAll(calls.get().triggers());
    return new AnswerPlan(
        grammar, new Command.AnswerText(new ArrayList<>(shown), calls.get().triggers(), quiet));
  }
}
