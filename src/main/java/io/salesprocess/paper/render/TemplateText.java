package io.salesprocess.paper.render;

import io.quarkus.qute.Engine;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.Expression;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.LoopSectionHelper;
import io.quarkus.qute.Results;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.SectionNode;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateNode;
import io.quarkus.qute.ValueResolver;
import io.quarkus.qute.ValueResolvers;
import io.quarkus.qute.Variant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A template, checked against what it may read. Its engine has conditions and loops over lists of the data, and nothing else: no
 * includes, no reflection, no beans, no names of classes.
 */
public final class TemplateText {

    /** The longest template, in characters. */
    public static final int LONGEST = 65_536;

    private static final Variant HTML = Variant.forContentType("text/html");
    private static final int MOST_FAULTS = 20;
    private static final String LOOP_SUFFIXES = "_count _index _indexParity _hasNext _isLast _isFirst _odd _even";
    private static final Set<String> LOOP_FACTS = Set.of(LOOP_SUFFIXES.split(" "));

    private static final Engine ENGINE = Engine.builder()
            .addSectionHelper(new IfSectionHelper.Factory())
            .addSectionHelper(new LoopSectionHelper.Factory())
            .addValueResolver(new OfData())
            // The element of a loop, and its place.
            .addValueResolver(ValueResolvers.mapperResolver())
            .addValueResolver(ValueResolvers.orResolver())
            .addResultMapper(new HtmlEscaper(List.of("text/html")))
            .strictRendering(true)
            .build();

    private final String text;
    private final Template parsed;

    private TemplateText(String text, Template parsed) {
        this.text = text;
        this.parsed = parsed;
    }

    /** What is wrong with a template for this data; empty if nothing is. */
    public static List<TemplateFault> faults(String text, Class<? extends Record> data) {
        List<TemplateFault> faults = new ArrayList<>();
        if (text.length() > LONGEST) {
            return List.of(new TemplateFault(1, "is longer than " + LONGEST + " characters"));
        }
        try {
            new Check(faults).section(parse(text).getRootNode(), new Scope(Fields.of(data)));
        } catch (TemplateException e) {
            int line = e.getOrigin() == null ? 1 : e.getOrigin().getLine();
            return List.of(new TemplateFault(line, wording(e)));
        }
        faults.addAll(Markup.faults(text));
        faults.sort(Comparator.comparingInt(TemplateFault::line));
        return faults.size() > MOST_FAULTS ? List.copyOf(faults.subList(0, MOST_FAULTS)) : List.copyOf(faults);
    }

    /** A template that has been checked when it was saved. */
    public static TemplateText of(String text) {
        return new TemplateText(text, parse(text));
    }

    /** Fills in the data. Everything that comes from it is escaped. */
    public String fill(Record data) {
        Effort effort = new Effort(text.length());
        StringBuilder filled = new StringBuilder();
        try {
            parsed.instance()
                    .data(Fields.of(data.getClass()).values(data, effort))
                    .consume(part -> {
                        effort.written(part);
                        filled.append(part);
                    })
                    .toCompletableFuture()
                    .join();
        } catch (RuntimeException e) {
            throw refusal(e);
        }
        return filled.toString();
    }

    private static RuntimeException refusal(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PaperRefusal refusal) {
                return refusal;
            }
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof TemplateException fault) {
                int line = fault.getOrigin() == null ? 1 : fault.getOrigin().getLine();
                return new PaperRefusal("The template cannot be filled in: line " + line + ": " + wording(fault) + ".");
            }
        }
        return e;
    }

    private static Template parse(String text) {
        return ENGINE.parse(text, HTML);
    }

    /** The engine's message without its own name for the template. */
    private static String wording(TemplateException e) {
        String message = e.getMessage() == null ? "cannot be read" : e.getMessage();
        message = message.replaceAll("(?s)^.*?Parser error[^:]*: ", "");
        return message.replaceAll("\\s+", " ").strip();
    }

    /** Finds fields in the maps and lists of the data, and knows no other object. */
    private static final class OfData implements ValueResolver {
        @Override
        public boolean appliesTo(EvalContext context) {
            return context.getBase() instanceof Map<?, ?> && ValueResolvers.hasNoParams(context);
        }

        @Override
        public CompletionStage<Object> resolve(EvalContext context) {
            Map<?, ?> group = (Map<?, ?>) context.getBase();
            return group.containsKey(context.getName())
                    ? io.quarkus.qute.CompletedStage.of(group.get(context.getName()))
                    : Results.notFound(context);
        }
    }

    /** The names that can be used at a place: fields of the data, and what loops around it have named. */
    private record Scope(Fields fields, Map<String, Fields.Field> elements) {
        Scope(Fields fields) {
            this(fields, Map.of());
        }

        Scope with(String alias, Fields.Field element) {
            Map<String, Fields.Field> more = new HashMap<>(elements);
            more.put(alias, element);
            return new Scope(fields, more);
        }
    }

    /** Looks up each name that a template uses. */
    private record Check(List<TemplateFault> faults) {

        void section(SectionNode section, Scope scope) {
            for (SectionBlock block : section.getBlocks()) {
                Scope inner = scope;
                if (section.getName().equals("for") || section.getName().equals("each")) {
                    inner = loop(section, block, scope);
                } else {
                    block.expressions.values().forEach(expression -> expression(expression, scope));
                }
                for (TemplateNode node : block.nodes) {
                    if (node.isSection()) {
                        section(node.asSection(), inner);
                    } else if (node.isExpression()) {
                        Fields.Field field =
                                expression(node.asExpression().getExpressions().get(0), inner);
                        if (field != null && (field.isList() || field.group() != null)) {
                            fault(node, "is not a single value; name one of its fields, or loop over it");
                        }
                    } else if (node.kind() == TemplateNode.Kind.PARAM_DECLARATION) {
                        fault(node, "declares a parameter, which templates cannot have");
                    }
                }
            }
        }

        private Scope loop(SectionNode section, SectionBlock block, Scope scope) {
            if (!block.label.equals("$main")) {
                return scope;
            }
            Expression list = block.expressions.get("iterable");
            Fields.Field field = list == null ? null : expression(list, scope);
            if (list != null && (list.isLiteral() || field != null && !field.isList())) {
                fault(section, list.toOriginalString() + " is not a list");
            }
            String alias = Optional.ofNullable(block.parameters.get("alias"))
                    .filter(name -> !name.startsWith("$"))
                    .orElse("it");
            Fields.Field element = field == null ? null : new Fields.Field(field.component(), field.group(), false);
            return scope.with(alias, element);
        }

        /** What the expression stands for; null if that is not a field, or not known. */
        private Fields.Field expression(Expression expression, Scope scope) {
            if (expression.isLiteral()) {
                return null;
            }
            if (expression.hasNamespace()) {
                fault(expression, "{" + expression.toOriginalString() + "} is not available to templates");
                return null;
            }
            List<Expression.Part> parts = expression.getParts();
            String first = parts.get(0).getName();
            if (isLoopFact(first, scope)) {
                return null;
            }
            boolean isElement = scope.elements().containsKey(first);
            Fields.Field field =
                    isElement ? scope.elements().get(first) : scope.fields().get(first);
            if (field == null) {
                if (!isElement) {
                    fault(
                            expression,
                            "unknown field " + first + "; known are "
                                    + scope.fields().names());
                }
                return null;
            }
            for (Expression.Part part : parts.subList(1, parts.size())) {
                if (part.isVirtualMethod()) {
                    return method(expression, part.asVirtualMethod(), scope);
                }
                Fields group = field.isList() ? null : field.group();
                Fields.Field next = group == null ? null : group.get(part.getName());
                if (next == null) {
                    fault(
                            expression,
                            "unknown field " + part.getName() + " in " + expression.toOriginalString()
                                    + (group == null ? "" : "; known are " + group.names()));
                    return null;
                }
                field = next;
            }
            return field;
        }

        private Fields.Field method(Expression whole, Expression.VirtualMethodPart method, Scope scope) {
            if (!method.getName().equals("or") && !method.getName().equals("?:")) {
                fault(whole, "unknown function " + method.getName() + "; there is or(…), also written ?:");
            }
            method.getParameters().forEach(parameter -> expression(parameter, scope));
            return null;
        }

        private static boolean isLoopFact(String name, Scope scope) {
            int underscore = name.lastIndexOf('_');
            return underscore > 0
                    && LOOP_FACTS.contains(name.substring(underscore))
                    && scope.elements().containsKey(name.substring(0, underscore));
        }

        private void fault(Expression expression, String detail) {
            faults.add(new TemplateFault(expression.getOrigin().getLine(), detail));
        }

        private void fault(TemplateNode node, String detail) {
            faults.add(new TemplateFault(node.getOrigin().getLine(), detail));
        }
    }
}
