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

    /** What places and JSON may take in the page, so that it stays below 64 KiB like every error; in bytes. */
    private static final int MOST_FOR_PLACES = 24 * 1024;

    private static final int MOST_FOR_JSON = 16 * 1024;
    private static final int AROUND_PLACE = 64;

    private final PrettyJson json;

    ReadableProblems(ObjectMapper mapper) {
        this.json = new PrettyJson(mapper);
    }

    @CheckedTemplate(basePath = "problem", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Occurrence(
            ProblemType type,
            String detail,
            List<FieldError> errors,
            boolean isCut,
            boolean hasMore,
            String json,
            String requestId)
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
        List<FieldError> shown = first(errors);
        boolean hasMore = members.keySet().stream().anyMatch(name -> !name.equals(ERRORS));
        String written = json.write(Problem.body(type, detail, instance, members));
        return new Occurrence(
                        type,
                        detail,
                        shown,
                        shown.size() < errors.size(),
                        hasMore,
                        size(written) > MOST_FOR_JSON ? "" : written,
                        requestId)
                .render();
    }

    private static List<FieldError> first(List<FieldError> errors) {
        int size = 0;
        for (int i = 0; i < errors.size(); i++) {
            FieldError error = errors.get(i);
            size += AROUND_PLACE + size(error.pointer()) + size(error.parameter()) + size(error.detail());
            if (size > MOST_FOR_PLACES) {
                return errors.subList(0, i);
            }
        }
        return errors;
    }

    /** How many bytes a text takes in the page, at most: letters are up to three, and some are escaped with six. */
    private static int size(String text) {
        return text == null
                ? 0
                : text.chars()
                        .map(letter -> "<>&\"'".indexOf(letter) >= 0 ? 6 : letter < 128 ? 1 : 3)
                        .sum();
    }
}
