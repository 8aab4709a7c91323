package io.salesprocess.prospect;

/**
 * The words of a prospect as the service keeps them for its search.
 *
 * @param text folded
 * @param grams the entries of the index, as an array of the database
 */
public record ListedWords(String text, String grams) {

    /** The words of a person. */
    public static ListedWords of(String name, String email, String phone, String company) {
        String text = SearchText.of(new Person(name, email, phone, null, null, company));
        return new ListedWords(text, SearchText.gramsOf(text));
    }
}
