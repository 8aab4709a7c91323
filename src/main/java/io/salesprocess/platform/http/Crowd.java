package io.salesprocess.platform.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Who has to go first when there is no room for all. */
final class Crowd {

    private Crowd() {}

    /** What is known of each in a crowd. */
    interface Member {

        /** Where it comes from. */
        String address();

        /** Since when, in nanoseconds, it has kept the service waiting. */
        long since();
    }

    private record Candidate<T>(T member, long ofAddress, long since) {}

    /**
     * Those that may go: first those of the address that has the greatest part of all, and among them the one that has kept the
     * service waiting longest. So an address that takes more than others makes room by itself.
     */
    static <T extends Member> List<T> inOrderOfLeaving(Collection<T> all, Predicate<T> mayGo, ToLongFunction<T> part) {
        List<T> members = new ArrayList<>();
        Map<String, Long> ofAddress = new HashMap<>();
        for (T member : all) {
            if (mayGo.test(member)) {
                members.add(member);
                ofAddress.merge(member.address(), part.applyAsLong(member), Long::sum);
            }
        }
        // Once for each: connections go on while they are put in order.
        return members.stream()
                .map(member -> new Candidate<>(member, ofAddress.get(member.address()), member.since()))
                .sorted(Comparator.comparingLong((Candidate<T> one) -> -one.ofAddress())
                        .thenComparingLong(Candidate::since))
                .map(Candidate::member)
                .toList();
    }
}
