package io.salesprocess.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salesprocess.platform.sql.Sql;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/** All that prospects have answered so far, from every submission and conversation: one survey a deal. */
@Singleton
public class Surveys {

    private static final String FIND = "SELECT answers FROM survey WHERE deal_id = ?";
    private static final String ADD = """
            INSERT INTO survey (deal_id, answers) VALUES (?, ?::jsonb)
            ON CONFLICT (deal_id) DO UPDATE SET answers = survey.answers || excluded.answers
            RETURNING (SELECT count(*) FROM jsonb_object_keys(survey.answers))""";
    private static final String REPLACE = """
            INSERT INTO survey (deal_id, answers) VALUES (?, ?::jsonb)
            ON CONFLICT (deal_id) DO UPDATE SET answers = excluded.answers""";

    private static final TypeReference<Map<String, Object>> ANSWERS = new TypeReference<>() {};

    private final Sql sql;
    private final ObjectMapper mapper;

    Surveys(Sql sql, ObjectMapper mapper) {
        this.sql = sql;
        this.mapper = mapper;
    }

    /** The answers so far, by the keys of the questions. */
    public Map<String, Object> answers(UUID dealId) {
        return sql.first(FIND, row -> read(row.getString("answers")), dealId).orElse(Map.of());
    }

    /** Adds answers; a newer answer to the same question counts. Returns how many questions have an answer now. */
    public int add(UUID dealId, Map<String, Object> answers) {
        return sql.first(ADD, row -> row.getInt(1), dealId, write(answers)).orElseThrow();
    }

    /** Begins the survey of a deal that has just been opened. */
    public void begin(UUID dealId, Map<String, Object> answers) {
        sql.updateLater(REPLACE, dealId, write(answers));
    }

    void replace(UUID dealId, Map<String, Object> answers) {
        sql.update(REPLACE, dealId, write(answers));
    }

    private String write(Map<String, Object> answers) {
        try {
            return mapper.writeValueAsString(answers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A survey could not be written.", e);
        }
    }

    private Map<String, Object> read(String json) {
        try {
            return mapper.readValue(json, ANSWERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A survey could not be read.", e);
        }
    }
}
