package io.salesprocess.proposal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import java.util.List;

/** Lists that are kept as JSON, in a shape that does not follow the API's settings. */
class JsonColumn<T> implements AttributeConverter<List<T>, String> {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final TypeReference<List<T>> type;

    JsonColumn(TypeReference<List<T>> type) {
        this.type = type;
    }

    /** The column of items. */
    static final class Items extends JsonColumn<Item> {
        Items() {
            super(new TypeReference<>() {});
        }
    }

    /** The column of taxes. */
    static final class Taxes extends JsonColumn<Tax> {
        Taxes() {
            super(new TypeReference<>() {});
        }
    }

    @Override
    public String convertToDatabaseColumn(List<T> list) {
        try {
            return list == null ? null : MAPPER.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A column could not be written.", e);
        }
    }

    @Override
    public List<T> convertToEntityAttribute(String column) {
        try {
            return column == null ? null : MAPPER.readValue(column, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A column could not be read.", e);
        }
    }
}
