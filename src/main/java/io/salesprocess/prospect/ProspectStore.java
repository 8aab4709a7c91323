package io.salesprocess.prospect;

import io.salesprocess.pipeline.field.FieldFilter;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows of prospects; {@link Recognition} and {@link Suggestions} read and write them on behalf of forms. */
@Singleton
class ProspectStore {

    /** How many rows are looked through in the order of the list before the index is asked. */
    private static final int LOOKED_THROUGH = 5_000;

    /** A prospect who has not changed since is as old as what is known of them. */
    private static final String SHOWN_COLUMNS =
            "p.id, p.name, p.email, p.phone, p.phone_extension, p.phone_as_given, p.company, p.created_at,"
                    + " coalesce(p.updated_at, p.created_at) AS updated_at, p.custom_fields, p.merged_into";

    private static final String SEARCHED_COLUMNS = SHOWN_COLUMNS + ", p.search_text, p.search_grams";

    private static final String HOLDS = "%1$s.search_grams @> ?::int[] AND %1$s.search_text LIKE ? ESCAPE '\\'";

    /** Whoever is found by what is known of somebody merged into them. An array, so that the planner can use both indexes. */
    private static final String HOLDS_BY_MERGE = "p.id = ANY (ARRAY(SELECT m.merged_into FROM prospect m"
            + " WHERE m.merged_into IS NOT NULL AND m.erased_at IS NULL AND (%s) AND %s))";

    private static final String TAKEN =
            "SELECT 1 FROM prospect m JOIN prospect p ON p.id = coalesce(m.merged_into, m.id)"
                    + " WHERE m.email = ? AND p.id <> ? AND %s AND %s LIMIT 1";

    private static final String COLUMNS = "SELECT " + SHOWN_COLUMNS + ", p.version FROM prospect p WHERE p.id = ?";
    private static final String FIND = COLUMNS + " AND p.erased_at IS NULL";
    private static final String FIND_ALL = "SELECT " + SHOWN_COLUMNS + ", p.version FROM prospect p"
            + " WHERE p.id = ANY(string_to_array(?, ' ')::uuid[]) AND p.erased_at IS NULL AND ";
    private static final String COUNT = "SELECT FROM prospect p WHERE p.id > ? AND p.erased_at IS NULL AND %s LIMIT ?";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String LOCK_ALSO_ERASED = COLUMNS + " FOR UPDATE";
    private static final String HOLD = FIND + " FOR KEY SHARE";

    /** First those who were merged, as in recognition, so that two transactions do not wait for each other. */
    private static final String LOCK_FAMILIES = "SELECT FROM prospect p WHERE p.id = ANY (?) OR p.merged_into = ANY (?)"
            + " ORDER BY p.merged_into IS NULL, p.id FOR UPDATE";

    private static final String FAMILIES = "SELECT " + SHOWN_COLUMNS
            + " FROM prospect p WHERE p.id = ANY (?) OR p.merged_into = ANY (?) ORDER BY p.merged_into IS NULL, p.id";
    private static final String MERGE_INTO =
            "UPDATE prospect SET merged_into = ?::uuid, version = version + 1 WHERE id = ANY (?)";
    private static final String NEXT_VERSION = "UPDATE prospect SET version = version + 1 WHERE id = ?";
    private static final String LIST = "SELECT " + SHOWN_COLUMNS + " FROM prospect p"
            + " WHERE p.id > ? AND p.erased_at IS NULL AND %s ORDER BY p.id LIMIT ?";

    /** Common words: enough rows that hold them are among the next ones of the list. */
    private static final String LIST_FIRST = "SELECT " + SHOWN_COLUMNS + " FROM (SELECT " + SEARCHED_COLUMNS
            + " FROM prospect p WHERE p.id > ? AND p.erased_at IS NULL ORDER BY p.id LIMIT " + LOOKED_THROUGH
            + ") AS p WHERE (%s) AND %s ORDER BY p.id LIMIT ?";

    /**
     * Rare words: all rows that hold them, by the index, and then the first of those. In one step the planner might prefer to
     * look through the whole list.
     */
    private static final String LIST_RARE = "WITH p AS MATERIALIZED (SELECT " + SHOWN_COLUMNS
            + " FROM prospect p WHERE p.erased_at IS NULL AND (%s)) SELECT " + SHOWN_COLUMNS
            + " FROM p WHERE p.id > ? AND %s ORDER BY p.id LIMIT ?";

    private static final String INSERT = """
            INSERT INTO prospect (id, name, email, phone, phone_extension, phone_as_given, company, created_at, version,
                search_text, search_grams, search_version, custom_fields)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?::int[], 0, ?::jsonb)""";
    private static final String UPDATE = """
            UPDATE prospect p SET name = ?, email = ?, phone = ?, phone_extension = ?, phone_as_given = ?, company = ?,
                version = version + 1, search_text = ?, search_grams = ?::int[], search_version = version + 1,
                custom_fields = ?::jsonb WHERE p.id = ?""" + " RETURNING " + SHOWN_COLUMNS + ", p.version";
    private static final String ERASE = """
            UPDATE prospect SET name = NULL, email = NULL, phone = NULL, phone_extension = NULL, phone_as_given = NULL,
                company = NULL, erased_at = coalesce(erased_at, ?), version = version + 1, search_text = NULL,
                search_grams = NULL, search_version = version + 1, custom_fields = '{}'
            WHERE id = ?""";

    private final Sql sql;

    ProspectStore(Sql sql) {
        this.sql = sql;
    }

    /** The prospect, if not erased. */
    Optional<Shown> find(UUID id) {
        return sql.first(FIND, ProspectStore::shown, id);
    }

    /** The prospect, if not erased, locked against changes and recognition until the transaction ends. */
    Optional<Shown> lock(UUID id) {
        return sql.first(LOCK, ProspectStore::shown, id);
    }

    /** The prospect, erased or not, locked in the same way. */
    Optional<Shown> lockAlsoErased(UUID id) {
        return sql.first(LOCK_ALSO_ERASED, ProspectStore::shown, id);
    }

    /** The prospect, if not erased; until the transaction ends, nobody merges or erases it, and others can hold it as well. */
    Optional<Shown> hold(UUID id) {
        return sql.first(HOLD, ProspectStore::shown, id);
    }

    /** Locks these prospects and all who were merged into them, until the transaction ends. */
    void lockFamilies(UUID... ids) {
        sql.list(LOCK_FAMILIES, row -> true, ids, ids);
    }

    /** These prospects and all who were merged into them, who come first. */
    List<ProspectResponse> families(UUID... ids) {
        return sql.list(FAMILIES, ProspectResponse::of, ids, ids);
    }

    /**
     * Says that these are another prospect.
     *
     * @param into null if they are themselves
     */
    void mergeInto(UUID into, Collection<UUID> ids) {
        sql.update(MERGE_INTO, into, ids.toArray(UUID[]::new));
    }

    /** Says that a prospect looks different from now on. */
    void raiseVersion(UUID id) {
        sql.update(NEXT_VERSION, id);
    }

    /**
     * Whether another prospect has the address, of those that are shown.
     *
     * @param known what counts of somebody merged into them, under the name {@code m}
     */
    boolean isTaken(String email, UUID except, Condition shown, Condition known) {
        List<Object> parameters = new ArrayList<>(List.of(email, except));
        parameters.addAll(shown.parameters());
        parameters.addAll(known.parameters());
        return sql.first(String.format(TAKEN, shown.sql(), known.sql()), row -> true, parameters.toArray())
                .isPresent();
    }

    /** Adds a prospect, together with the next statement. */
    void insert(UUID id, Person person, Map<String, Object> customFields, Instant createdAt) {
        String words = SearchText.of(person);
        sql.updateLater(
                INSERT,
                id,
                person.name(),
                person.email(),
                person.phone(),
                person.phoneExtension(),
                person.phoneAsGiven(),
                person.company(),
                createdAt,
                words,
                SearchText.gramsOf(words),
                FieldsJson.write(customFields));
    }

    /** Makes this what is known of a locked prospect, in the next version. */
    Shown update(UUID id, Person person, Map<String, Object> customFields) {
        String words = SearchText.of(person);
        return sql.list(
                        UPDATE,
                        ProspectStore::shown,
                        person.name(),
                        person.email(),
                        person.phone(),
                        person.phoneExtension(),
                        person.phoneAsGiven(),
                        person.company(),
                        words,
                        SearchText.gramsOf(words),
                        FieldsJson.write(customFields),
                        id)
                .get(0);
    }

    void erase(UUID id, Instant at) {
        sql.update(ERASE, at, id);
    }

    /** Those that are shown, oldest first. */
    List<ProspectResponse> list(Condition shown, UUID after, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(after));
        parameters.addAll(shown.parameters());
        parameters.add(limit);
        return sql.list(String.format(LIST, shown.sql()), ProspectResponse::of, parameters.toArray());
    }

    /**
     * Those whose words hold one of the texts and whose custom fields the filter wants, of those that are shown, oldest first.
     *
     * @param holds of {@link #holds}; if it always holds, the filter is not empty
     */
    List<ProspectResponse> search(Condition holds, FieldFilter fields, Condition shown, UUID after, int limit) {
        if (!fields.isForFew()) {
            List<ProspectResponse> first = firstOnes(holds.and(fields.holds("p.id")), shown, after, limit);
            if (first.size() == limit) {
                return first;
            }
        }
        Condition all = holds.and(fields.leadsTo("p.id"));
        List<Object> parameters = new ArrayList<>(all.parameters());
        parameters.add(after);
        parameters.addAll(shown.parameters());
        parameters.add(limit);
        return sql.list(
                String.format(fields.planFor(LIST_RARE), all.sql(), shown.sql()),
                ProspectResponse::of,
                parameters.toArray());
    }

    private List<ProspectResponse> firstOnes(Condition holds, Condition shown, UUID after, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(after));
        parameters.addAll(holds.parameters());
        parameters.addAll(shown.parameters());
        parameters.add(limit);
        return sql.list(
                String.format(LIST_FIRST, holds.sql(), shown.sql()), ProspectResponse::of, parameters.toArray());
    }

    /** How many the search finds; all without a text and a filter. Counting ends at the limit. */
    long count(Condition holds, FieldFilter fields, Condition shown, UUID after, int limit) {
        Condition where = shown.and(holds).and(fields.leadsTo("p.id"));
        List<Object> parameters = new ArrayList<>(List.of(after));
        parameters.addAll(where.parameters());
        parameters.add(limit);
        return sql.count(String.format(COUNT, where.sql()), parameters.toArray());
    }

    /** Those of these prospects that are shown, and not erased. */
    List<Shown> findAll(Collection<UUID> ids, Condition shown) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(ids.stream().distinct().map(UUID::toString).collect(Collectors.joining(" ")));
        parameters.addAll(shown.parameters());
        return sql.list(FIND_ALL + shown.sql(), ProspectStore::shown, parameters.toArray());
    }

    /**
     * Holds for prospects, under the name {@code p}, whose words hold one of the texts, or those of somebody merged into them; for
     * all without a text.
     *
     * @param wanted folded
     * @param known what counts of somebody merged into them, under the name {@code m}
     */
    static Condition holds(Collection<String> wanted, Condition known) {
        if (wanted.isEmpty()) {
            return Condition.ALWAYS;
        }
        Condition byMerge = holds(wanted, "m");
        List<Object> parameters = new ArrayList<>(byMerge.parameters());
        parameters.addAll(known.parameters());
        return holds(wanted, "p")
                .or(new Condition(String.format(HOLDS_BY_MERGE, byMerge.sql(), known.sql()), parameters));
    }

    private static Condition holds(Collection<String> wanted, String row) {
        return wanted.stream().map(text -> holds(text, row)).reduce(Condition.NEVER, Condition::or);
    }

    private static Condition holds(String text, String row) {
        String pattern = "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
        return Condition.of(String.format(HOLDS, row), SearchText.gramsIn(text), pattern);
    }

    private static Shown shown(ResultSet row) throws SQLException {
        return new Shown(ProspectResponse.of(row), row.getLong("version"));
    }
}
