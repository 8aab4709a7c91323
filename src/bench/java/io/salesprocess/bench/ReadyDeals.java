package io.salesprocess.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Deals of a site that have all it takes to go through every stage, made as they are needed. */
final class ReadyDeals {

    /** The stages of the pipeline {@code standard}. */
    static final List<String> STAGES = List.of("pre-qualification", "qualification", "relationship", "conversion");

    /** Of fewer deals several requests at once would meet on the same one. */
    private static final int FEWEST = 1_000;

    private static final String OPEN = "SELECT id, stage FROM deal WHERE id = ANY (?) AND status = 'open' ORDER BY id";

    private final Site site;
    private final List<UUID> deals = new ArrayList<>();

    ReadyDeals(Site site) {
        this.site = site;
    }

    /** At least so many steps, each a deal and the stage that it leaves: every deal once, then all that can go on, and so on. */
    List<String> steps(int needed) {
        List<String> steps = steps();
        if (steps.size() < needed) {
            int missing = (needed - steps.size()) / STAGES.size() + FEWEST;
            site.maker().ready(missing).forEach(life -> deals.add(life.deal().id()));
            steps = steps();
        }
        return steps;
    }

    /** So many steps out of the first stage, each of another deal. */
    List<String> firstSteps(int needed) {
        List<UUID> made = site.maker().ready(needed).stream()
                .map(life -> life.deal().id())
                .toList();
        deals.addAll(made);
        return made.stream().map(deal -> deal + " " + STAGES.get(0)).toList();
    }

    /** How many events all these deals have together. */
    long events() {
        return site.database().number("SELECT coalesce(sum(sequence), 0) FROM deal WHERE id = ANY (?)", (Object)
                deals.toArray(UUID[]::new));
    }

    private List<String> steps() {
        List<List<String>> rounds = new ArrayList<>();
        STAGES.forEach(stage -> rounds.add(new ArrayList<>()));
        try (Connection connection = site.database().connect();
                PreparedStatement open = connection.prepareStatement(OPEN)) {
            open.setArray(1, connection.createArrayOf("uuid", deals.toArray()));
            try (ResultSet row = open.executeQuery()) {
                while (row.next()) {
                    int place = STAGES.indexOf(row.getString("stage"));
                    for (int step = place; step < STAGES.size(); step++) {
                        rounds.get(step - place).add(row.getString("id") + " " + STAGES.get(step));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rounds.stream()
                .filter(steps -> steps.size() >= FEWEST)
                .flatMap(List::stream)
                .toList();
    }
}
