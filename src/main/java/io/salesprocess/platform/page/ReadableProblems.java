package io.salesprocess.platform.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.Problem;
import io.salesprocess.platform.api.ProblemType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Problems as pages, for people who follow a link or open an address of the API in a browser. */
@Singleton
public class ReadableProblems {

    /** The media type of these pages. */
    public static final String MEDIA_TYPE = "text/html;charset=UTF-8";

    private static final String ERRORS = "errors";

    private final PrettyJson json;

    ReadableProblems(ObjectMapper mapper) {
        this.json = new PrettyJson(mapper);
    }

    @CheckedTemplate(basePath = "problem", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Occurrence(
            ProblemType type, String detail, List<FieldError> errors, boolean hasMore, String json, String requestId)
            implements TemplateInstance {}

    /**
     * Whether the client prefers a page to JSON.
     *
     * @param accept the values of the header {@code Accept}
     */
    public boolean arePreferred(List<String> accept) {
        return HtmlPreference.isStated(accept);
    }

    /**
     * The page.
     *
     * @param members those besides the ones that every problem has
     */
    public String page(
            ProblemType type, String detail, String instance, Map<String, Object> members, String requestId) {
        List<FieldError> errors = members.get(ERRORS) instanceof List<?> places
                ? places.stream()
                        .flatMap(place -> place instanceof FieldError error ? Stream.of(error) : Stream.empty())
                        .toList()
                : List.of();
        boolean hasMore = members.keySet().stream().anyMatch(name -> !name.equals(ERRORS));
        return new Occurrence(
                        type,
                        detail,
                        errors,
                        hasMore,
                        json.write(Problem.body(type, detail, instance, members)),
                        requestId)
                .render();
    }
}
