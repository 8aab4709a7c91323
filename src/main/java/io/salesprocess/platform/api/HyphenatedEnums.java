package io.salesprocess.platform.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.module.SimpleSerializers;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Enumerated values in lower case with hyphens, for every enum, so that the pure domain needs no annotations. */
public final class HyphenatedEnums extends SimpleModule {

    /** Registers the reading and the writing side. */
    public HyphenatedEnums() {
        super("hyphenated-enums");
        setSerializers(new Writers());
        setDeserializers(new Readers());
    }

    /** Of each enum, in the order of its values: names are asked for several times a request. */
    private static final ClassValue<String[]> NAMES = new ClassValue<>() {
        @Override
        protected String[] computeValue(Class<?> type) {
            return Arrays.stream(type.getEnumConstants())
                    .map(value -> nameOf(((Enum<?>) value).name()))
                    .toArray(String[]::new);
        }
    };

    /** The name that JSON and the database use, such as {@code fall-short}. */
    public static String nameOf(Enum<?> value) {
        return NAMES.get(value.getDeclaringClass())[value.ordinal()];
    }

    /** The name that JSON and the database use for the constant of this name. */
    public static String nameOf(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The value of this name. */
    public static <E extends Enum<E>> E valueOf(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static final class Writers extends SimpleSerializers {
        @Override
        public JsonSerializer<?> findSerializer(
                SerializationConfig config, JavaType type, BeanDescription description) {
            return type.isEnumType() ? new Writer() : super.findSerializer(config, type, description);
        }
    }

    private static final class Writer extends StdScalarSerializer<Enum<?>> {
        Writer() {
            super(Enum.class, false);
        }

        @Override
        public void serialize(Enum<?> value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(nameOf(value));
        }
    }

    private static final class Readers extends SimpleDeserializers {
        @Override
        public JsonDeserializer<?> findEnumDeserializer(
                Class<?> type, DeserializationConfig config, BeanDescription description) {
            return new Reader(type);
        }
    }

    private static final class Reader extends StdScalarDeserializer<Enum<?>> {
        private final transient Map<String, Enum<?>> values = new HashMap<>();

        Reader(Class<?> type) {
            super(type);
            for (Object constant : type.getEnumConstants()) {
                values.put(nameOf((Enum<?>) constant), (Enum<?>) constant);
            }
        }

        @Override
        public Enum<?> deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                return (Enum<?>) context.handleUnexpectedToken(handledType(), json);
            }
            Enum<?> value = values.get(json.getText());
            return value != null
                    ? value
                    : (Enum<?>) context.handleWeirdStringValue(handledType(), json.getText(), "unknown value");
        }
    }
}
