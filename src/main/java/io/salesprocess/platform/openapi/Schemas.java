package io.salesprocess.platform.openapi;

import io.salesprocess.platform.api.HyphenatedEnums;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;

/** Makes the generated schemas say what is on the wire, under names that clients can live with. */
final class Schemas {

    /** The media types of forms as browsers send them. */
    private static final Set<String> ENCODED = Set.of("application/x-www-form-urlencoded", "multipart/form-data");

    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");
    private static final DotName JSON_INCLUDE = DotName.createSimple("com.fasterxml.jackson.annotation.JsonInclude");
    private static final DotName PATCH = DotName.createSimple(Patch.class);

    /** Types of the JDK that are texts of a format; a component of its own for each would only be in the way. */
    private static final Map<String, String> FORMATS = Map.of("UUID", "uuid", "Instant", "date-time");

    /** Enums that are nested in the pure domain, which cannot name them for the document. */
    private static final Map<String, String> DOMAIN_ENUMS = Map.of(
            "Kind", "ActorKind",
            "Fit", "AssessmentFit",
            "Interest", "AssessmentInterest",
            "Outcome", "ActivityOutcome");

    private final OpenAPI document;
    private final Components components;
    private final IndexView index;

    Schemas(OpenAPI document, IndexView index) {
        this.document = document;
        this.components = document.getComponents();
        this.index = index;
    }

    /** The schema as JSON has it: formats inline, no contradictions, enumerated values with hyphens, better names. */
    static Schema asOnTheWire(Schema schema) {
        inlineFormat(schema);
        dropContradictions(schema);
        hyphenate(schema);
        if (schema.getRef() != null) {
            schema.setRef(better(nameIn(schema.getRef())));
        }
        return schema;
    }

    private static void inlineFormat(Schema schema) {
        String format = schema.getRef() == null ? null : FORMATS.get(nameIn(schema.getRef()));
        if (format != null) {
            schema.setRef(null);
            schema.setType(List.of(SchemaType.STRING));
            schema.setFormat(format);
        }
        List<Schema> either = schema.getAnyOf();
        if (either != null && either.size() == 2 && isNull(either.get(1))) {
            inlineFormat(either.get(0));
            String nullable = either.get(0).getFormat();
            if (nullable != null && FORMATS.containsValue(nullable)) {
                schema.setAnyOf(null);
                schema.setType(List.of(SchemaType.STRING, SchemaType.NULL));
                schema.setFormat(nullable);
            }
        }
    }

    private static boolean isNull(Schema schema) {
        return schema.getType() != null && schema.getType().equals(List.of(SchemaType.NULL));
    }

    /** Where alternatives or a reference say what a value is, the type of the Java class beside them says it wrongly. */
    private static void dropContradictions(Schema schema) {
        if (schema.getRef() != null || schema.getAnyOf() != null || schema.getOneOf() != null) {
            schema.setType((List<SchemaType>) null);
        }
        if (schema.getOneOf() != null) {
            schema.setProperties(null);
        }
    }

    private static void hyphenate(Schema schema) {
        List<Object> values = schema.getEnumeration();
        if (values != null && values.stream().allMatch(value -> value.toString().matches("[A-Z][A-Z_0-9]*"))) {
            schema.setEnumeration(values.stream()
                    .<Object>map(value -> HyphenatedEnums.nameOf(value.toString()))
                    .toList());
        }
    }

    /** The name of a component for clients, by the name that it has been given after its class. */
    private static String better(String name) {
        return DOMAIN_ENUMS.getOrDefault(name, name.replaceFirst("^Page(.+?)(Response|Body|Definition)?$", "$1Page"));
    }

    void rename() {
        Map<String, Schema> renamed = new TreeMap<>();
        components.getSchemas().forEach((name, schema) -> renamed.put(better(name), schema));
        renamed.forEach((name, schema) -> {
            if (name.endsWith("Page")) {
                schema.setDescription("A page of a list.");
                schema.setRequired(List.of("items", "next"));
            }
        });
        components.setSchemas(new LinkedHashMap<>(renamed));
    }

    /** A merge patch may name any of the fields, and needs to name none. */
    void describePatch(Endpoint endpoint) {
        endpoint.onParameter(PATCH).ifPresent(found -> {
            String name =
                    patchOf(nameOf(index.getClassByName(found.value().asClass().name())));
            endpoint.operation()
                    .getRequestBody()
                    .getContent()
                    .getMediaTypes()
                    .values()
                    .forEach(type -> type.setSchema(OASFactory.createSchema().ref(name)));
        });
    }

    /** A body that may be left out may be null, as generated clients write it then. */
    void describeOptional(Endpoint endpoint) {
        if (endpoint.hasBody()
                && Boolean.FALSE.equals(endpoint.operation().getRequestBody().getRequired())) {
            endpoint.operation()
                    .getRequestBody()
                    .getContent()
                    .getMediaTypes()
                    .values()
                    .forEach(content -> {
                        Schema none = OASFactory.createSchema().addType(SchemaType.NULL);
                        content.setSchema(OASFactory.createSchema().anyOf(List.of(content.getSchema(), none)));
                    });
        }
    }

    /**
     * Describes the fields of an encoded form where it is sent, each by a pattern of its name. Generators of clients leave out a
     * component that only forms refer to, but import it all the same, so what they made would not compile.
     */
    void describeEncoded(Endpoint endpoint) {
        if (!endpoint.hasBody()) {
            return;
        }
        endpoint.operation().getRequestBody().getContent().getMediaTypes().forEach((type, content) -> {
            if (ENCODED.contains(type) && content.getSchema().getRef() != null) {
                content.setSchema(encoded(
                        components.getSchemas().get(nameIn(content.getSchema().getRef()))));
            }
        });
    }

    private static Schema encoded(Schema whole) {
        Map<String, Schema> fields = new LinkedHashMap<>();
        whole.getProperties().forEach((name, field) -> fields.put("^" + name.replace(".", "[.]") + "$", field));
        if (whole.getPatternProperties() != null) {
            fields.putAll(whole.getPatternProperties());
        }
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description(whole.getDescription())
                .required(whole.getRequired())
                .patternProperties(fields);
    }

    private String patchOf(String whole) {
        String name = whole.replaceFirst("(Request|Patch)$", "") + "Patch";
        Map<String, Schema> fields = new LinkedHashMap<>();
        components
                .getSchemas()
                .get(whole)
                .getProperties()
                .forEach((field, schema) -> fields.put(field, patched(schema)));
        components.addSchema(
                name,
                OASFactory.createSchema()
                        .addType(SchemaType.OBJECT)
                        .description("What is named is changed; null clears; what is not named stays.")
                        .properties(fields));
        return name;
    }

    /**
     * A patch clears whole maps and lists, and what has a default falls back to it when it is cleared; but not when it is left out, so the
     * patch has no default: generated clients would send it. It reaches into objects that a field holds: there, too,
     * what is not named stays.
     */
    private Schema patched(Schema field) {
        if (field.getAdditionalPropertiesSchema() != null) {
            return OASFactory.createSchema()
                    .type(List.of(SchemaType.OBJECT, SchemaType.NULL))
                    .description(field.getDescription())
                    .examples(field.getExamples())
                    .additionalPropertiesSchema(field.getAdditionalPropertiesSchema());
        }
        if (field.getDefaultValue() != null) {
            Schema cleared = OASFactory.createSchema().addType(SchemaType.NULL);
            return OASFactory.createSchema()
                    .description(
                            field.getDescription() + " Null sets it to `" + field.getDefaultValue() + "`, its default.")
                    .anyOf(List.of(withoutDefault(field), cleared));
        }
        if (field.getType() != null && field.getType().contains(SchemaType.ARRAY)) {
            // Cleared, it is empty.
            return OASFactory.createSchema()
                    .type(List.of(SchemaType.ARRAY, SchemaType.NULL))
                    .description(field.getDescription())
                    .maxItems(field.getMaxItems())
                    .items(field.getItems());
        }
        if (field.getAnyOf() == null || field.getAnyOf().get(0).getRef() == null) {
            return field;
        }
        String held = nameIn(field.getAnyOf().get(0).getRef());
        if (components.getSchemas().get(held).getProperties() == null) {
            return field;
        }
        List<Schema> either = new ArrayList<>(field.getAnyOf());
        either.set(0, OASFactory.createSchema().ref(patchOf(held)));
        return OASFactory.createSchema().description(field.getDescription()).anyOf(either);
    }

    private static Schema withoutDefault(Schema field) {
        Schema plain = OASFactory.createSchema();
        return field.getRef() == null ? plain.type(field.getType()) : plain.ref(nameIn(field.getRef()));
    }

    /** Answers leave nothing out, save what is marked; requests may. So this is about what only answers hold. */
    void requireWhatAnswersAlwaysHave() {
        Map<String, ClassInfo> types = new HashMap<>();
        for (AnnotationInstance found : index.getAnnotations(SCHEMA)) {
            if (found.target().kind() == AnnotationTarget.Kind.CLASS) {
                types.put(nameOf(found.target().asClass()), found.target().asClass());
            }
        }
        Set<String> answered = usedInAnswers();
        answered.removeAll(usedInRequests());
        for (String name : answered) {
            Schema schema = components.getSchemas().get(name);
            ClassInfo type = types.get(name);
            if (type != null && schema.getProperties() != null) {
                Set<String> required =
                        new LinkedHashSet<>(schema.getProperties().keySet());
                required.removeIf(property -> mayBeAbsent(type, property));
                schema.setRequired(required.isEmpty() ? null : new ArrayList<>(required));
            }
        }
    }

    private static boolean mayBeAbsent(ClassInfo type, String property) {
        FieldInfo field = type.field(property);
        if (field != null && field.hasAnnotation(JSON_INCLUDE)) {
            return true;
        }
        return type.hasDeclaredAnnotation(JSON_INCLUDE);
    }

    private static String nameOf(ClassInfo type) {
        AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
        return schema == null || schema.value("name") == null
                ? type.simpleName()
                : schema.value("name").asString();
    }

    void dropUnused() {
        Set<String> used = usedInAnswers();
        used.addAll(usedInRequests());
        Map<String, Schema> left = new TreeMap<>(components.getSchemas());
        left.keySet().retainAll(used);
        components.setSchemas(new LinkedHashMap<>(left));
    }

    private Set<String> usedInRequests() {
        return used(operations()
                .flatMap(operation -> Stream.concat(
                        Stream.ofNullable(operation.getParameters())
                                .flatMap(List::stream)
                                .map(Parameter::getSchema),
                        Stream.ofNullable(operation.getRequestBody()).flatMap(body -> schemas(body.getContent())))));
    }

    private Set<String> usedInAnswers() {
        return used(Stream.concat(
                        operations().map(operation -> operation.getResponses().getAPIResponses()),
                        Stream.of(components.getResponses()))
                .flatMap(responses -> responses.values().stream())
                .flatMap(response -> schemas(response.getContent())));
    }

    private Stream<Operation> operations() {
        return document.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream());
    }

    private static Stream<Schema> schemas(Content content) {
        return Stream.ofNullable(content)
                .flatMap(types -> types.getMediaTypes().values().stream())
                .map(MediaType::getSchema);
    }

    /** The names of the components that the schemas refer to, directly or through others. */
    private Set<String> used(Stream<Schema> schemas) {
        Set<String> names = new TreeSet<>();
        schemas.filter(Objects::nonNull).forEach(schema -> addUsed(schema, names));
        return names;
    }

    private void addUsed(Schema schema, Set<String> names) {
        if (schema.getRef() != null && names.add(nameIn(schema.getRef()))) {
            addUsed(components.getSchemas().get(nameIn(schema.getRef())), names);
        }
        Stream.of(
                        Stream.of(schema).map(Schema::getItems),
                        Stream.of(schema).map(Schema::getAdditionalPropertiesSchema),
                        Stream.of(schema).map(Schema::getNot),
                        each(schema.getAllOf()),
                        each(schema.getAnyOf()),
                        each(schema.getOneOf()),
                        each(schema.getProperties()),
                        each(schema.getPatternProperties()))
                .flatMap(Function.identity())
                .filter(Objects::nonNull)
                .forEach(part -> addUsed(part, names));
    }

    private static Stream<Schema> each(List<Schema> schemas) {
        return Stream.ofNullable(schemas).flatMap(List::stream);
    }

    private static Stream<Schema> each(Map<String, Schema> schemas) {
        return Stream.ofNullable(schemas).flatMap(named -> named.values().stream());
    }

    /** The name of the component that a reference leads to. */
    private static String nameIn(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }
}
