package io.salesprocess.page;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** The texts of pages for visitors, in the languages that there are. */
final class PageTexts {

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);
    private static final Map<Locale, Map<String, String>> TEXTS = read();

    private PageTexts() {}

    /** The language of a page: that of the locale, if there are texts in it, else the one that the browser prefers. */
    static Locale language(String locale, List<Locale> accepted) {
        if (locale != null) {
            Locale wanted = languageOf(Locale.forLanguageTag(locale));
            if (TEXTS.containsKey(wanted)) {
                return wanted;
            }
        }
        return accepted.stream()
                .map(PageTexts::languageOf)
                .filter(TEXTS::containsKey)
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    /** All texts in a language, by key. */
    static Map<String, String> in(Locale language) {
        return TEXTS.get(language);
    }

    private static Locale languageOf(Locale locale) {
        return Locale.forLanguageTag(locale.getLanguage());
    }

    private static Map<Locale, Map<String, String>> read() {
        Map<Locale, Map<String, String>> texts = new HashMap<>();
        for (Locale language : LANGUAGES) {
            ResourceBundle bundle = ResourceBundle.getBundle(
                    "page.texts",
                    language,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            Map<String, String> all = new HashMap<>();
            bundle.keySet().forEach(key -> all.put(key, bundle.getString(key)));
            texts.put(language, Map.copyOf(all));
        }
        return Map.copyOf(texts);
    }
}
