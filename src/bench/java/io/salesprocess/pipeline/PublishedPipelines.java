package io.salesprocess.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.platform.api.StrictJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/** Reads pipelines from the service's tables without the service. */
public final class PublishedPipelines {

    private static final String NEWEST = """
            SELECT version, title, stages, published_at FROM pipeline_version WHERE key = ? ORDER BY version DESC LIMIT 1""";

    private static final ObjectMapper MAPPER = StrictJson.mapper();

    private PublishedPipelines() {}

    /** The newest version of the pipeline of this key. */
    public static Pipeline newest(Connection connection, String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEWEST)) {
            statement.setString(1, key);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("There is no pipeline " + key + ".");
                }
                return new PipelineDefinition(
                                key,
                                row.getInt("version"),
                                row.getString("title"),
                                null,
                                stages(row.getString("stages")),
                                row.getObject("published_at", OffsetDateTime.class)
                                        .toInstant(),
                                false)
                        .toPipeline();
            }
        }
    }

    private static List<PipelineDefinition.StageDefinition> stages(String json) {
        try {
            return List.of(MAPPER.readValue(json, PipelineDefinition.StageDefinition[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A pipeline could not be read.", e);
        }
    }
}
