package io.salesprocess.prospect;

import com.ibm.icu.text.Normalizer2;
import io.salesprocess.platform.contact.EmailAddress;
import io.salesprocess.platform.contact.TelephoneNumber;
import io.salesprocess.platform.contact.TelephoneNumbers;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How words of people and words that are looked for are made alike: without case, accents, invisible characters and the width of
 * letters. It is done here and nowhere else: the database compares what it is given byte by byte, whatever its locale.
 */
@Singleton
class SearchText {

    /** So many characters in a row make one entry of the index. */
    private static final int GRAM = 3;

    /** Before what begins a word; no folded text holds it. */
    private static final int WORD = 1;

    private static final int FEWEST_DIGITS = 3;

    private static final Pattern NUMBER = Pattern.compile(
            "(?:tel:)?[+\\d\\s()\\[\\]./\\-\u2010-\u2015\u2212]+(?:(?:;ext=|x|ext|#)" + "[.:\\s]*\\d*)?",
            Pattern.UNICODE_CHARACTER_CLASS | Pattern.CASE_INSENSITIVE);

    private final TelephoneNumbers numbers;

    SearchText(TelephoneNumbers numbers) {
        this.numbers = numbers;
    }

    /** The words of a person, a line for each field. */
    static String of(Person person) {
        String email = person.email();
        String typed = person.phoneAsGiven();
        return Stream.of(
                        person.name(),
                        email,
                        email == null ? null : EmailAddress.readable(email),
                        person.phone(),
                        person.phoneExtension(),
                        typed,
                        typed == null ? null : digits(typed),
                        person.company())
                .filter(Objects::nonNull)
                .map(SearchText::fold)
                .filter(line -> !line.isEmpty())
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    /**
     * What to look for, each of it in place of the others: the words as they are, and if they look like a telephone number, that
     * number in the form in which it is stored, and its digits without those that depend on where one dials it.
     */
    Set<String> wanted(String query) {
        Set<String> wanted = new LinkedHashSet<>();
        wanted.add(fold(query));
        String text = query.strip();
        if (NUMBER.matcher(text).matches()) {
            numbers.read(text, null).map(TelephoneNumber::number).ifPresent(wanted::add);
            String digits = digits(text.replace("(0)", "")).replaceFirst("^0+", "");
            if (digits.length() >= FEWEST_DIGITS) {
                wanted.add(digits);
            }
        }
        wanted.remove("");
        return wanted;
    }

    /**
     * Entries of the index for a text, as an array of the database: a hash of every run of three characters, and of the first one
     * and two of every word, so that short words are found where words begin.
     */
    static String gramsOf(String folded) {
        IntStream.Builder grams = IntStream.builder();
        for (String line : folded.split("\n")) {
            int[] characters = line.codePoints().toArray();
            for (int i = 0; i < characters.length; i++) {
                if (i + GRAM <= characters.length) {
                    grams.add(hash(characters[i], characters[i + 1], characters[i + 2]));
                }
                if (isStart(characters, i)) {
                    grams.add(hash(WORD, characters[i], 0));
                    if (i + 1 < characters.length) {
                        grams.add(hash(WORD, characters[i], characters[i + 1]));
                    }
                }
            }
        }
        return array(grams.build());
    }

    /** The entries that a text must have in which this is found. */
    static String gramsIn(String wanted) {
        int[] characters = wanted.codePoints().toArray();
        if (characters.length < GRAM) {
            return array(IntStream.of(hash(WORD, characters[0], characters.length == 1 ? 0 : characters[1])));
        }
        return array(IntStream.rangeClosed(0, characters.length - GRAM)
                .map(i -> hash(characters[i], characters[i + 1], characters[i + 2])));
    }

    /** Stored, so it cannot be changed without a migration. Two that meet cost a look at the row. */
    private static int hash(int first, int second, int third) {
        return (first * 31 + second) * 31 + third;
    }

    static String fold(String text) {
        if (isPlain(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String folded = Normalizer2.getNFKCCasefoldInstance().normalize(text);
        StringBuilder bare = new StringBuilder(folded.length());
        Normalizer2.getNFDInstance().normalize(folded).codePoints().forEach(c -> appendBare(c, bare));
        return Normalizer2.getNFCInstance()
                .normalize(bare)
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** Most texts, which saves their way through the tables of Unicode. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isEdge = i == 0 || i == text.length() - 1 || text.charAt(i - 1) == ' ';
            if (c < ' ' || c > '~' || (c == ' ' && isEdge)) {
                return false;
            }
        }
        return true;
    }

    private static void appendBare(int c, StringBuilder bare) {
        int digit = Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER ? Character.digit(c, 10) : -1;
        if (digit >= 0) {
            bare.append(digit);
        } else if (Character.isWhitespace(c)) {
            bare.append(' ');
        } else if (Character.getType(c) != Character.NON_SPACING_MARK && !Character.isISOControl(c)) {
            bare.append(withoutStroke(c));
        }
    }

    /** Letters that Unicode does not take apart, as people without them on the keyboard write them. */
    private static String withoutStroke(int c) {
        return switch (c) {
            case 'æ' -> "ae";
            case 'œ' -> "oe";
            case 'ø' -> "o";
            case 'đ', 'ð' -> "d";
            case 'ħ' -> "h";
            case 'ı' -> "i";
            case 'ł' -> "l";
            case 'ŧ' -> "t";
            case 'þ' -> "th";
            default -> Character.toString(c);
        };
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        text.codePoints().filter(Character::isDigit).forEach(c -> digits.append(Character.digit(c, 10)));
        return digits.toString();
    }

    /** Scripts without spaces between words begin one at every character. */
    private static boolean isStart(int[] characters, int i) {
        return Character.isLetterOrDigit(characters[i])
                && (i == 0
                        || !Character.isLetterOrDigit(characters[i - 1])
                        || Character.isIdeographic(characters[i])
                        || isSyllable(characters[i]));
    }

    private static boolean isSyllable(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    private static String array(IntStream grams) {
        StringBuilder array = new StringBuilder("{");
        grams.sorted().distinct().forEach(gram -> array.append(gram).append(','));
        if (array.length() > 1) {
            array.setLength(array.length() - 1);
        }
        return array.append('}').toString();
    }
}
