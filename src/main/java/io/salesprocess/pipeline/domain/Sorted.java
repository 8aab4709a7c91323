package io.salesprocess.pipeline.domain;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Unmodifiable copies in natural order, so that equal evidence is also written down equally. */
final class Sorted {

    private Sorted() {}

    static <T extends Comparable<T>> Set<T> copyOf(Set<T> values) {
        return Collections.unmodifiableSet(new TreeSet<>(values));
    }

    static <T extends Comparable<T>> Set<T> plus(Set<T> values, T value) {
        Set<T> more = new TreeSet<>(values);
        more.add(value);
        return more;
    }

    static <K extends Comparable<K>, V> Map<K, V> copyOf(Map<K, V> values) {
        return Collections.unmodifiableMap(new TreeMap<>(values));
    }

    static <K extends Comparable<K>, V> Map<K, V> plus(Map<K, V> values, K key, V value) {
        Map<K, V> more = new TreeMap<>(values);
        more.put(key, value);
        return more;
    }

    static <K extends Comparable<K>, V> Map<K, V> minus(Map<K, V> values, K key) {
        Map<K, V> fewer = new TreeMap<>(values);
        fewer.remove(key);
        return fewer;
    }
}
