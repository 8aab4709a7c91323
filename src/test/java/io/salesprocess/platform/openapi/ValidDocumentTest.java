package io.salesprocess.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The committed document is one of OpenAPI 3.1, as a parser sees it that many generators of clients stand on. */
class ValidDocumentTest {

    private static final Path DOCUMENT = Path.of("docs", "openapi.yaml");

    @Test
    void the_document_has_no_faults() throws IOException {
        SwaggerParseResult read = parse(Files.readString(DOCUMENT));
        assertThat(read.getMessages()).isEmpty();
        assertThat(read.isOpenapi31()).isTrue();
        assertThat(read.getOpenAPI().getPaths()).isNotEmpty();
        assertThat(read.getOpenAPI().getComponents().getSecuritySchemes()).containsOnlyKeys("bearer");
    }

    /** A parameter that is described by a schema of its own has to say its type again: a linter finds that, and the parser does not. */
    @Test
    void bounds_and_defaults_of_parameters_are_of_their_type() throws IOException {
        JsonNode paths = new YAMLMapper().readTree(DOCUMENT.toFile()).path("paths");
        List<JsonNode> schemas = paths.findParents("in").stream()
                .map(parameter -> parameter.path("schema"))
                .filter(schema -> schema.path("type").asText().equals("string"))
                .toList();
        assertThat(schemas).isNotEmpty().allSatisfy(schema -> {
            assertThat(schema.has("minimum") || schema.has("maximum"))
                    .as(schema.toString())
                    .isFalse();
            assertThat(schema.path("default").isNumber()
                            || schema.path("default").isBoolean())
                    .as(schema.toString())
                    .isFalse();
        });
    }

    /** So that it is known what the parser finds. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'  securitySchemes:\n' | '  securitySchemes:\n    other:\n      type: openIdConnect\n' | openIdConnectUrl",
                "'  title: Sales Process\n' | '' | title",
                "'      in: header\n' | '      in: nowhere\n' | is not of type",
            })
    void a_fault_would_be_found(String text, String fault, String told) throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(document).contains(text);
        List<String> messages = parse(document.replaceFirst(text, fault)).getMessages();
        assertThat(messages).isNotEmpty();
        assertThat(String.join("\n", messages)).contains(told);
    }

    private static SwaggerParseResult parse(String document) {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        return new OpenAPIV3Parser().readContents(document, null, options);
    }
}
