package io.salesprocess.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rule 13 once more: everything that matters is written down in order, and whether an approval counts is found by looking at
 * all that came after it.
 */
final class PlainApprovals {

    /** One line; {@code who} is unknown where somebody merely became the owner, or the value changed. */
    private record Entry(
            String what,
            String stage,
            String who,
            String salesperson,
            Set<String> roles,
            String value,
            String owner,
            String at) {}

    private final List<Entry> chronicle = new ArrayList<>();

    PlainApprovals copy() {
        PlainApprovals copy = new PlainApprovals();
        copy.chronicle.addAll(chronicle);
        return copy;
    }

    /** @param words ask, grant or refuse; id; identity; salesperson or null; roles with commas; when, of those that ask */
    void said(String stage, String value, String owner, String... words) {
        Set<String> roles = new TreeSet<>(Arrays.asList(words[4].split(",")));
        roles.remove("");
        String at = words.length > 5 ? words[5] : null;
        chronicle.add(new Entry(words[0], stage, words[2], words[3], roles, value, owner, at));
    }

    void owned(String owner) {
        chronicle.add(new Entry("owner", null, null, null, null, null, owner, null));
    }

    void worth(String value) {
        chronicle.add(new Entry("value", null, null, null, null, value, null, null));
    }

    void triedAgain(String stage) {
        chronicle.add(new Entry("attempt", stage, null, null, null, null, null, null));
    }

    /** Stages go by other names from now on, and what was said in them is known by those. */
    void renamed(Map<String, String> names) {
        chronicle.replaceAll(entry -> entry.stage() == null
                ? entry
                : new Entry(
                        entry.what(),
                        names.getOrDefault(entry.stage(), entry.stage()),
                        entry.who(),
                        entry.salesperson(),
                        entry.roles(),
                        entry.value(),
                        entry.owner(),
                        entry.at()));
    }

    /** Why this decision is refused, or null. */
    String objection(String stage, String owner, String... words) {
        String who = words[2];
        String salesperson = words[3];
        if (salesperson != null && salesperson.equals(owner)) {
            return "forbidden";
        }
        int ask = ask(stage);
        if (ask < 0 || isRefused(stage)) {
            return "conflict";
        }
        if (salesperson != null && ownersSince(ask).contains(salesperson)) {
            return "forbidden";
        }
        if (isOne(chronicle.get(ask), who, salesperson)) {
            return "forbidden";
        }
        boolean twice =
                words[0].equals("grant") && grants(stage).stream().anyMatch(grant -> isOne(grant, who, salesperson));
        return twice ? "conflict" : null;
    }

    boolean isWaiting(String stage) {
        return ask(stage) >= 0 && !isRefused(stage);
    }

    /** When approval was requested that waits in this stage, or null. */
    String askedAt(String stage) {
        return isWaiting(stage) ? chronicle.get(ask(stage)).at() : null;
    }

    boolean isWithoutGrants(String stage) {
        return grants(stage).isEmpty();
    }

    /** @param stages from the one that asks to where the deal stands */
    boolean suffice(List<String> stages, String role, int count) {
        for (int i = stages.size() - 1; i >= 0; i--) {
            if (isRefused(stages.get(i))) {
                return false;
            }
            if (grants(stages.get(i)).stream()
                            .filter(grant -> grant.roles().contains(role))
                            .count()
                    >= count) {
                return true;
            }
        }
        return false;
    }

    String seen() {
        Map<String, String> seen = new TreeMap<>();
        for (Entry entry : chronicle) {
            String stage = entry.stage();
            if (entry.what().equals("ask") && ask(stage) >= 0) {
                seen.put(
                        stage,
                        chronicle.get(ask(stage)).who() + " " + isRefused(stage) + " " + ownersSince(ask(stage)) + " "
                                + grants(stage).stream().map(Entry::who).toList());
            }
        }
        return seen.toString();
    }

    /** Where the request stands that is the last in this stage and still counts; -1 if there is none. */
    private int ask(String stage) {
        for (int i = chronicle.size() - 1; i >= 0; i--) {
            Entry entry = chronicle.get(i);
            if (entry.what().equals("attempt") && entry.stage().equals(stage)) {
                return -1;
            }
            if (entry.what().equals("ask") && entry.stage().equals(stage)) {
                return stillCovered(i) ? i : -1;
            }
        }
        return -1;
    }

    private boolean isRefused(String stage) {
        int ask = ask(stage);
        return ask >= 0
                && after(ask).stream()
                        .anyMatch(later ->
                                later.what().equals("refuse") && later.stage().equals(stage));
    }

    private List<Entry> grants(String stage) {
        int ask = ask(stage);
        List<Entry> grants = new ArrayList<>();
        for (int i = ask + 1; ask >= 0 && i < chronicle.size(); i++) {
            Entry entry = chronicle.get(i);
            boolean isGrant = entry.what().equals("grant") && entry.stage().equals(stage);
            if (isGrant && stillCovered(i) && !becameOwner(i)) {
                grants.add(entry);
            }
        }
        return grants;
    }

    /** Whether no value since then has been more than the one of that line. */
    private boolean stillCovered(int line) {
        String value = chronicle.get(line).value();
        return after(line).stream()
                .filter(later -> later.what().equals("value"))
                .allMatch(later -> isAtMost(later.value(), value));
    }

    private boolean becameOwner(int line) {
        String salesperson = chronicle.get(line).salesperson();
        return salesperson != null
                && after(line).stream()
                        .anyMatch(later -> later.what().equals("owner") && salesperson.equals(later.owner()));
    }

    private Set<String> ownersSince(int ask) {
        Set<String> owners = new TreeSet<>();
        owners.add(String.valueOf(chronicle.get(ask).owner()));
        after(ask).stream()
                .filter(later -> later.what().equals("owner"))
                .forEach(later -> owners.add(String.valueOf(later.owner())));
        owners.remove("null");
        return owners;
    }

    private List<Entry> after(int line) {
        return chronicle.subList(line + 1, chronicle.size());
    }

    private static boolean isOne(Entry entry, String who, String salesperson) {
        return entry.who().equals(who)
                || entry.salesperson() != null && entry.salesperson().equals(salesperson);
    }

    private static boolean isAtMost(String value, String bound) {
        if (value == null || bound == null) {
            return Objects.equals(value, bound);
        }
        String[] one = value.split(" ");
        String[] other = bound.split(" ");
        return one[1].equals(other[1]) && Long.parseLong(one[0]) <= Long.parseLong(other[0]);
    }
}
