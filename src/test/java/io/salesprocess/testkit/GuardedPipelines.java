package io.salesprocess.testkit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Pipelines whose stages ask for approval and nothing else. */
public final class GuardedPipelines {

    private GuardedPipelines() {}

    /**
     * A new pipeline with the stages {@code stage-1}, {@code stage-2} and so on; returns its key.
     *
     * @param approvals for each stage, the parameters of its criterion {@code approved} as JSON; empty if it has none
     */
    public static String insert(DataSource database, String... approvals) {
        String key = Api.unique("guarded");
        List<String> stages = new ArrayList<>();
        for (String parameters : approvals) {
            String stage = "stage-" + (stages.size() + 1);
            String criteria =
                    parameters.isEmpty() ? "" : "{\"type\": \"approved\", \"parameters\": " + parameters + "}";
            stages.add("""
                    {"key": "%1$s", "title": "%1$s", "description": "", "targetDuration": "P1D", "exitCriteria": [%2$s]}""".formatted(stage, criteria));
        }
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO pipeline_version (key, version, title, stages, published_at)"
                                + " VALUES (?, 1, 'Guarded', ?::jsonb, now())")) {
            insert.setString(1, key);
            insert.setString(2, stages.toString());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return key;
    }
}
