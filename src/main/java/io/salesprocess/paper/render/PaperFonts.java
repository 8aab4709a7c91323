package io.salesprocess.paper.render;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.FontMappers;

/** The fonts that documents are set in and that every PDF brings along: Noto Sans, and what operators add for other scripts. */
final class PaperFonts {

    private static final String FAMILY = "Noto Sans";
    private static final int MOST_NAMED = 20;

    private record Font(String family, int weight, FontStyle style, byte[] bytes) {}

    private final List<Font> fonts = new ArrayList<>();
    private final Set<String> families = new LinkedHashSet<>();

    /** The characters that all styles of a family can show, of each family together. */
    private final BitSet shown = new BitSet();

    /** @param more a directory with TrueType fonts, each for text of any style; null for none */
    PaperFonts(Path more) {
        List<Font> own = List.of(
                new Font(FAMILY, 400, FontStyle.NORMAL, resource("Regular")),
                new Font(FAMILY, 700, FontStyle.NORMAL, resource("Bold")),
                new Font(FAMILY, 400, FontStyle.ITALIC, resource("Italic")));
        FontMappers.set(new NoSystemFonts(parse(own.get(0))));
        fonts.addAll(own);
        families.add(FAMILY);
        BitSet common = characters(own.get(0));
        own.forEach(font -> common.and(characters(font)));
        shown.or(common);
        if (more != null) {
            for (Path file : files(more)) {
                add(file);
            }
        }
    }

    private void add(Path file) {
        String name = file.getFileName().toString();
        String family =
                "Added " + name.substring(0, name.length() - ".ttf".length()).replaceAll("[^A-Za-z0-9 -]", " ");
        Font font = new Font(family, 400, FontStyle.NORMAL, bytes(file));
        fonts.add(font);
        families.add(family);
        shown.or(characters(font));
    }

    /** The families in the order in which a character is looked for, for a style sheet. */
    String familyList() {
        StringBuilder list = new StringBuilder();
        families.forEach(family -> list.append(list.isEmpty() ? "" : ", ")
                .append('"')
                .append(family)
                .append('"'));
        return list.toString();
    }

    void addTo(PdfRendererBuilder builder) {
        for (Font font : fonts) {
            builder.useFont(
                    () -> new ByteArrayInputStream(font.bytes()), font.family(), font.weight(), font.style(), true);
        }
    }

    /** Refuses text with characters that no font can show, and names them. */
    void mustShow(CharSequence text) {
        Set<Integer> missing = new LinkedHashSet<>();
        text.codePoints()
                .filter(character -> !isLayout(character) && !shown.get(character))
                .forEach(missing::add);
        if (missing.isEmpty()) {
            return;
        }
        StringBuilder named = new StringBuilder();
        missing.stream().limit(MOST_NAMED).forEach(character -> named.append(named.isEmpty() ? "" : ", ")
                .append(Character.isISOControl(character) ? "" : Character.toString(character) + " ")
                .append(String.format(Locale.ROOT, "(U+%04X)", character)));
        if (missing.size() > MOST_NAMED) {
            named.append(" and ").append(missing.size() - MOST_NAMED).append(" more");
        }
        throw new PaperRefusal("The fonts of documents cannot show these characters: " + named
                + ". An operator can add a font for them (salesprocess.documents.fonts).");
    }

    /** Characters that are obeyed rather than shown. */
    private static boolean isLayout(int character) {
        return character == '\n'
                || character == '\r'
                || character == '\t'
                || character == 0xAD
                || character == 0x200B
                || character == 0x200C
                || character == 0x200D
                || character == 0x2060;
    }

    private static BitSet characters(Font font) {
        try (TrueTypeFont parsed = parse(font)) {
            CmapLookup lookup = parsed.getUnicodeCmapLookup();
            BitSet characters = new BitSet();
            for (int character = ' '; character <= Character.MAX_CODE_POINT; character++) {
                if (lookup.getGlyphId(character) != 0) {
                    characters.set(character);
                }
            }
            return characters;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrueTypeFont parse(Font font) {
        try {
            return new TTFParser().parse(new RandomAccessReadBuffer(font.bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("The font " + font.family() + " cannot be read.", e);
        }
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".ttf"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The directory of fonts cannot be read: " + directory, e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String style) {
        try (InputStream file = PaperFonts.class.getResourceAsStream("/paper/fonts/NotoSans-" + style + ".ttf")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
