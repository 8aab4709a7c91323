package io.salesprocess.bench.data;

import java.util.List;

/** What people are called, write and say. */
final class Words {

    private static final List<String> FIRST = List.of(
            "Ada", "Bela", "Clara", "Deniz", "Emil", "Fatima", "Greta", "Henrik", "Ines", "Jonas", "Kaya", "Lena",
            "Milan", "Nora", "Oskar", "Paula", "Quentin", "Rosa", "Samir", "Thea", "Umar", "Vera", "Willem", "Yara");
    private static final List<String> LAST = List.of(
            "Stone",
            "Berg",
            "Castillo",
            "Dupont",
            "Eriksen",
            "Ferrari",
            "Grau",
            "Haddad",
            "Ivanova",
            "Jansen",
            "Kaya",
            "Lindqvist",
            "Moreau",
            "Novak",
            "Okafor",
            "Petrov",
            "Quist",
            "Rossi",
            "Santos",
            "Tanaka",
            "Ueda",
            "Weber");
    private static final List<String> COMPANY = List.of("GmbH", "Ltd", "AG", "SARL", "Oy", "B.V.");

    static final List<String> NEEDS = List.of(
            "Replace our call sheets",
            "See what our field sales are doing",
            "Stop losing enquiries over the weekend",
            "Bring two teams onto one process");
    static final List<String> QUESTIONS = List.of(
            "Does it work without a network?", "How long does the introduction take?", "Who looks after our data?");
    static final List<String> ANSWERS =
            List.of("It does, and catches up later.", "Four weeks on average.", "You do; we only keep it.");
    static final List<String> MESSAGES = List.of(
            "Please call me back in the morning.",
            "We have one more colleague to convince.",
            "The contract looks fine.");
    static final List<String> REASONS = List.of(
            "No budget this year", "Chose a competitor", "Nobody could be reached", "The project has been called off");
    static final List<String> ACTIVITIES = List.of("call", "demo", "visit", "email", "workshop");

    private Words() {}

    static String name(Chance chance) {
        return chance.oneOf(FIRST) + " " + chance.oneOf(LAST);
    }

    static String company(Chance chance) {
        return chance.oneOf(LAST) + " " + chance.oneOf(COMPANY);
    }
}
