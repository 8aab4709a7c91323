package io.salesprocess.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Turns a guide from Markdown into HTML. */
final class GuideText {

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final String FILES = "guide/";
    private static final String MARKDOWN = ".md";

    private GuideText() {}

    static String html(Guide guide) {
        return html(read(guide.slug() + MARKDOWN));
    }

    static String html(String markdown) {
        Node text = Parser.builder().extensions(EXTENSIONS).build().parse(markdown);
        text.accept(new Links());
        return HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .build()
                .render(text);
    }

    private static String read(String file) {
        try (InputStream content =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(FILES + file)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Links to other guides lead to their pages. What else is in the repository is only named. */
    private static final class Links extends AbstractVisitor {

        @Override
        public void visit(Link link) {
            String destination = link.getDestination();
            int mark = destination.indexOf('#');
            String file = mark < 0 ? destination : destination.substring(0, mark);
            Optional<Guide> guide = Arrays.stream(Guide.values())
                    .filter(candidate -> file.equals(candidate.slug() + MARKDOWN))
                    .findFirst();
            if (guide.isPresent()) {
                link.setDestination("/guide/" + guide.get().slug() + (mark < 0 ? "" : destination.substring(mark)));
            } else if (!destination.startsWith("#") && !destination.startsWith("http")) {
                unlink(link);
                return;
            }
            visitChildren(link);
        }

        private void unlink(Link link) {
            for (Node child = link.getFirstChild(); child != null; child = link.getFirstChild()) {
                link.insertBefore(child);
            }
            link.unlink();
        }
    }
}
