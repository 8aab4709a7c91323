package io.salesprocess.platform.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads bodies as browsers send forms, {@code application/x-www-form-urlencoded} and {@code multipart/form-data}: the values of
 * each field, in the order in which they came. Fields may be as long as a body may be.
 */
@Singleton
public class FormBodies {

    /** Names the charset by a hidden field, as HTML has it. */
    private static final String CHARSET_FIELD = "_charset_";

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** As browsers take these names: what is called ISO-8859-1 or ASCII is windows-1252. */
    private static final Map<String, Charset> CHARSETS = Map.of(
            "utf-8", StandardCharsets.UTF_8,
            "utf8", StandardCharsets.UTF_8,
            "us-ascii", WINDOWS_1252,
            "iso-8859-1", WINDOWS_1252,
            "latin1", WINDOWS_1252,
            "windows-1252", WINDOWS_1252,
            "iso-8859-15", Charset.forName("ISO-8859-15"));

    /** For names of parts until it is known what they mean: no byte is lost in it. */
    private static final Charset NAMES = StandardCharsets.ISO_8859_1;

    /** Of RFC 2046. */
    private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

    private final BodyCheck check;

    FormBodies(BodyCheck check) {
        this.check = check;
    }

    /** Whether a body of this type is read here; one without a type is not. */
    public static boolean isForm(MediaType type) {
        return type != null
                && (isOf(MediaType.APPLICATION_FORM_URLENCODED_TYPE, type)
                        || isOf(MediaType.MULTIPART_FORM_DATA_TYPE, type));
    }

    private static boolean isOf(MediaType wanted, MediaType type) {
        return wanted.getType().equalsIgnoreCase(type.getType())
                && wanted.getSubtype().equalsIgnoreCase(type.getSubtype());
    }

    /** The values of each field. Refused are files, and text that is not in the declared charset, each with the field's name. */
    public Map<String, List<String>> read(MediaType type, InputStream in) throws IOException {
        byte[] body = check.bytes(in);
        Charset declared = charset(type.getParameters().get(MediaType.CHARSET_PARAMETER));
        List<Field> fields = isOf(MediaType.MULTIPART_FORM_DATA_TYPE, type) ? parts(type, body) : pairs(body);
        return decode(fields, declared == null ? charsetField(fields) : declared);
    }

    /** A field in the bytes that came, and the charset that it declares for itself, or null. */
    private record Field(byte[] name, byte[] value, Charset charset) {}

    private static Charset charset(String name) {
        if (name == null) {
            return null;
        }
        Charset known = CHARSETS.get(name.toLowerCase(Locale.ROOT));
        if (known == null) {
            throw ProblemException.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Send the form in UTF-8, ISO-8859-1, ISO-8859-15 or windows-1252, and declare which.");
        }
        return known;
    }

    private static Charset charsetField(List<Field> fields) {
        return fields.stream()
                .filter(field -> new String(field.name(), StandardCharsets.ISO_8859_1).equals(CHARSET_FIELD))
                .map(field -> new String(field.value(), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT))
                .filter(CHARSETS::containsKey)
                .map(CHARSETS::get)
                .findFirst()
                .orElse(StandardCharsets.UTF_8);
    }

    private static Map<String, List<String>> decode(List<Field> fields, Charset charset) {
        Map<String, List<String>> decoded = new LinkedHashMap<>();
        Faults errors = new Faults();
        for (Field field : fields) {
            String name = decode(field.name(), charset);
            Charset own = field.charset() == null ? charset : field.charset();
            String value = decode(field.value(), own);
            if (name == null) {
                errors.add(FieldError.at("", "has a field whose name is not text in " + charset.name()));
            } else if (value == null) {
                errors.add(FieldError.at(pointer(name), "is not text in " + own.name()));
            } else {
                decoded.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
            }
            if (errors.isFull()) {
                break;
            }
        }
        errors.throwIfAny();
        decoded.remove(CHARSET_FIELD);
        return decoded;
    }

    private static String decode(byte[] text, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(text)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** The place of a field in a form: dots lead into what a JSON body has there. */
    public static String pointer(String name) {
        return FieldError.step(name).replace(".", "/");
    }

    private static List<Field> pairs(byte[] body) {
        List<Field> fields = new ArrayList<>();
        int begin = 0;
        while (begin <= body.length) {
            int end = indexOf((byte) '&', body, begin, body.length);
            if (end > begin) {
                int equals = indexOf((byte) '=', body, begin, end);
                byte[] name = unescape(body, begin, equals);
                byte[] value = equals == end ? new byte[0] : unescape(body, equals + 1, end);
                fields.add(new Field(name, value, null));
            }
            begin = end + 1;
        }
        return fields;
    }

    private static int indexOf(byte wanted, byte[] text, int begin, int end) {
        int at = begin;
        while (at < end && text[at] != wanted) {
            at++;
        }
        return at;
    }

    /** A percent sign that begins no escape stands for itself, as in browsers and in the URL Standard. */
    private static byte[] unescape(byte[] text, int begin, int end) {
        ByteArrayOutputStream unescaped = new ByteArrayOutputStream(end - begin);
        for (int i = begin; i < end; i++) {
            if (text[i] == '+') {
                unescaped.write(' ');
            } else if (text[i] == '%' && i + 2 < end && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
                unescaped.write(digit(text[i + 1]) * 16 + digit(text[i + 2]));
                i += 2;
            } else {
                unescaped.write(text[i]);
            }
        }
        return unescaped.toByteArray();
    }

    private static int digit(byte text) {
        return text < 0 ? -1 : Character.digit(text, 16);
    }

    private static List<Field> parts(MediaType type, byte[] body) throws IOException {
        String boundary = boundary(type);
        if (!new String(body, NAMES).contains("--" + boundary + "--")) {
            throw notWellFormed();
        }
        FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
        request.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.MULTIPART_FORM_DATA + "; boundary=\"" + boundary + "\"");
        HttpPostMultipartRequestDecoder decoder = null;
        try {
            // In memory, and as many fields as a body has room for.
            decoder = new HttpPostMultipartRequestDecoder(
                    new DefaultHttpDataFactory(false), request, NAMES, body.length + 1, body.length + 1);
            return fields(decoder.getBodyHttpDatas());
        } catch (HttpPostRequestDecoder.ErrorDataDecoderException
                | HttpPostRequestDecoder.NotEnoughDataDecoderException
                | IllegalArgumentException e) {
            throw notWellFormed();
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
    }

    private static ProblemException notWellFormed() {
        return ProblemException.of(
                ProblemType.MALFORMED_REQUEST,
                "The body is not well-formed multipart/form-data: its parts must end as the boundary says.");
    }

    private static String boundary(MediaType type) {
        String declared = type.getParameters().getOrDefault("boundary", "");
        String boundary = declared.replaceFirst("^\"(.*)\"$", "$1");
        if (!BOUNDARY.matcher(boundary).matches()) {
            throw ProblemException.of(ProblemType.MALFORMED_REQUEST, "The Content-Type has no valid boundary.");
        }
        return boundary;
    }

    private static List<Field> fields(List<InterfaceHttpData> parts) throws IOException {
        List<Field> fields = new ArrayList<>();
        Faults errors = new Faults();
        for (InterfaceHttpData part : parts) {
            if (part instanceof Attribute attribute) {
                Charset own = own(attribute.getCharset());
                fields.add(new Field(part.getName().getBytes(NAMES), attribute.get(), own));
            } else if (part instanceof FileUpload file && !isEmpty(file)) {
                errors.add(FieldError.at(
                        pointer(new String(part.getName().getBytes(NAMES), StandardCharsets.UTF_8)),
                        "is a file; forms take no files"));
            }
        }
        errors.throwIfAny();
        return fields;
    }

    /** The decoder says UTF-8 also of parts that declare nothing; so that is no charset of their own. */
    private static Charset own(Charset declared) {
        return declared.equals(StandardCharsets.UTF_8)
                ? null
                : CHARSETS.getOrDefault(declared.name().toLowerCase(Locale.ROOT), declared);
    }

    /** Browsers send a field for files along even if none was chosen. */
    private static boolean isEmpty(FileUpload file) {
        return file.length() == 0
                && (file.getFilename() == null || file.getFilename().isEmpty());
    }
}
