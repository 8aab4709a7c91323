package io.salesprocess.scenario.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.salesprocess.scenario.fuzz.Document.Operation;
import io.salesprocess.scenario.fuzz.Document.Parameter;
import io.salesprocess.scenario.fuzz.Request.Trick;
import io.salesprocess.scenario.random.Dice;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes requests as chance has it: most are nearly right, so that they get far before something is wrong with them. */
final class Requests {

    private static final Pattern NAME = Pattern.compile("\\{([^}]+)}");

    private static final String[] BAD_SEGMENTS = {
        "1",
        "%00",
        "%zz",
        "%",
        "%2",
        "%ff%fe",
        "%c0%af",
        "%ed%a0%80",
        "%2e%2e",
        "..",
        ".",
        "",
        "a%2Fb",
        "a;b=c",
        "'%20or%201=1%20--",
        "%27%3B%20drop%20table%20deal;",
        "*",
        "|",
        "{id}",
        "<script>",
        "\\",
        "ü",
        "%E2%80%AE",
        "null",
        "-1",
        "99999999999999999999",
        "1e3",
        "+1",
        "00000000-0000-0000-0000-000000000000",
        "0-0-0-0-0",
        "00000000-0000-7000-8000-00000000000g",
        "%30",
        "a%0D%0AX: y",
        "a\tb"
    };

    private static final String[] BAD_QUERIES = {
        "&",
        "=",
        "limit",
        "limit=%",
        "%zz=1",
        "a=1&a=2",
        "%00=1",
        "cursor=%00",
        "cursor",
        "limit=1;sort=x",
        "[]=1",
        "ü=1"
    };

    private static final String[] KEYS_OF_FIELDS = {
        "region", "industry", "seats", "seats.from", "seats.to", "region.from", "region.currency", "KEY", "", "."
    };

    private static final String[] ORDINARY_TYPES = {"application/json", "application/json;charset=UTF-8"};

    private static final String[] WRONG_TYPES = {
        "text/plain",
        "application/xml",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "json",
        "",
        "/",
        "*/*",
        "application/",
        "application/json;",
        "application/json; charset=iso-8859-1",
        "application/json; charset=nonsense",
        "application/json; charset=utf-16",
        "application/json, text/plain",
        "application/x+json",
        "application/jsonp",
        "application/x-www-form-urlencoded",
        "application/problem+json",
        "a/b;\"",
        "application/json;q=x",
        "İ/x"
    };

    private static final String BOUNDARY = "between-fields";

    private static final String[] ACCEPTS = {
        "*/*",
        "application/*",
        "text/html",
        "text/html, application/json;q=0.1",
        "application/json;q=0",
        "application/json;q=7",
        "image/svg+xml",
        "text/vnd.mermaid",
        "application/pdf",
        "nonsense",
        "",
        ";",
        "a/b;q=\"",
        "application/json;version=1",
        "application/problem+json",
        "*/*;q=0",
        "*"
    };

    private static final String[] TAGS = {
        "*",
        "\"0\"",
        "\"999999999\"",
        "W/\"1\"",
        "1",
        "\"",
        "\"1\", \"2\"",
        "\"\"",
        "\"x\"",
        "\"99999999999999999999\"",
        "\"-1\"",
        "null",
        "' or 1=1",
        "\"1\" x"
    };

    /** Of the line that a request begins with. */
    private static final int LONGEST_TARGET = 4_000;

    private final Document document;
    private final Known known;
    private final Credentials credentials;
    private final Dice dice;
    private final Hostile hostile;
    private final Spoiler spoiler;
    private final Values values;
    private final List<String> keys = new ArrayList<>(List.of("k0"));

    Requests(Document document, Known known, Credentials credentials, Dice dice, long seed) {
        this.credentials = credentials;
        this.document = document;
        this.known = known;
        this.dice = dice;
        this.hostile = new Hostile(dice);
        this.spoiler = new Spoiler(dice, hostile);
        this.values = new Values(document, known, dice, seed);
    }

    Request next() {
        Operation operation = operation();
        // An operation on something is mostly tried once there is something.
        for (int tries = 0; tries < 3 && !known.hasAll(operation.path()); tries++) {
            operation = operation();
        }
        Draft draft = new Draft(operation);
        draft.path();
        draft.query();
        draft.headers();
        draft.body();
        draft.method();
        return draft.request();
    }

    private Operation operation() {
        Operation any =
                document.operations().get(dice.roll(document.operations().size()));
        // Its answer would go on for as long as the client listens.
        return any.path().equals("/v1/events/stream") ? operation() : any;
    }

    /** The same request with another method or address, which is how what was created is read. */
    static Request read(Request created, String target) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(Credentials.HEADER, Credentials.trusted().getValue());
        return new Request(
                created.operation(), "GET", target, headers, null, null, Map.of(), EnumSet.noneOf(Trick.class));
    }

    /** One request while it is being made. */
    private final class Draft {

        private final Operation operation;
        private final Set<Trick> tricks = EnumSet.noneOf(Trick.class);
        private final Map<String, String> headers = new LinkedHashMap<>();
        private String method;
        private String path;
        private String query = "";
        private Map<String, String> sentQuery = new LinkedHashMap<>();
        private byte[] body;
        private JsonNode json;

        Draft(Operation operation) {
            this.operation = operation;
            this.method = operation.method();
        }

        Request request() {
            String target = path + query;
            if (target.length() > LONGEST_TARGET) {
                tricks.add(Trick.LONG);
            }
            if (!isUri(target)) {
                tricks.add(Trick.BROKEN);
            }
            return new Request(operation, method, target, headers, body, json, sentQuery, tricks);
        }

        void path() {
            List<String> names = new ArrayList<>(known.names(operation.path(), dice));
            StringBuilder filled = new StringBuilder();
            Matcher matcher = NAME.matcher(operation.path());
            int place = 0;
            while (matcher.find()) {
                String name = place < names.size() ? names.get(place) : other(matcher.group(1));
                if (dice.onceIn(40)) {
                    name = other(matcher.group(1));
                } else if (dice.onceIn(40)) {
                    name = badSegment();
                }
                matcher.appendReplacement(filled, Matcher.quoteReplacement(name));
                place++;
            }
            path = matcher.appendTail(filled).toString();
            if (dice.onceIn(100)) {
                tricks.add(Trick.ADDRESS);
                path = dice.pick(
                        path + "/",
                        "/" + path,
                        path + "/x",
                        path.toUpperCase(),
                        path + ";a=b",
                        path + "%20",
                        path.replace("v1", "v2"),
                        path.replace("v1", "%76%31"),
                        "/." + path,
                        "/x/.." + path,
                        path.replace("v1", "v1;a=b"),
                        path.replace("v1", "v1/"),
                        path + "#x");
            }
        }

        private String other(String name) {
            return dice.onceIn(3)
                    ? dice.pick("1", "5", Dice.NOBODY, "standard", "proposal")
                    : known.value(name, dice).orElse(Dice.NOBODY);
        }

        private String badSegment() {
            tricks.add(Trick.ADDRESS);
            if (dice.onceIn(12)) {
                tricks.add(Trick.LONG);
                return "x".repeat(dice.pick(500, 3_000, 5_000, 20_000));
            }
            return dice.onceIn(3) ? encode(hostile.text()) : dice.pick(BAD_SEGMENTS);
        }

        void query() {
            List<String> parts = new ArrayList<>();
            for (Parameter parameter : operation.parameters()) {
                if (parameter.in().equals("query") && dice.onceIn(4)) {
                    String value = queryValue(parameter);
                    // One that stands for many names.
                    String name = parameter.schema().path("type").asText().equals("object")
                            ? parameter.name().replace("KEY", dice.pick(KEYS_OF_FIELDS))
                            : parameter.name();
                    parts.add(encode(name) + "=" + encode(value));
                    sentQuery.put(name, value);
                }
            }
            int luck = dice.roll(60);
            if (luck == 0 && !parts.isEmpty()) {
                parts.add(parts.get(0));
                sentQuery = null;
            } else if (luck == 1) {
                parts.add(dice.pick(BAD_QUERIES));
                sentQuery = null;
                tricks.add(Trick.ADDRESS);
            } else if (luck == 2) {
                String name = dice.pick("x", "Limit", "sort", "order", "q", "dryRun", "form");
                String value = hostile.text();
                parts.add(name + "=" + encode(value));
                if (sentQuery.put(name, value) != null) {
                    sentQuery = null;
                }
            }
            if (!parts.isEmpty()) {
                query = "?" + String.join("&", parts);
            }
        }

        private String queryValue(Parameter parameter) {
            if (dice.onceIn(4)) {
                return hostile.text();
            }
            if (parameter.name().equals("cursor")) {
                String cursor = known.value("cursor", dice).orElse("AA");
                int cut = dice.roll(cursor.length() + 1);
                return dice.onceIn(2)
                        ? cursor
                        : cursor.substring(0, cut)
                                + dice.pick("A", "_", "9", "")
                                + cursor.substring(Math.min(cut + 1, cursor.length()));
            }
            if (parameter.name().equals("sort")) {
                return dice.pick(
                        "openedAt",
                        "-openedAt",
                        "updatedAt",
                        "-stageEnteredAt",
                        "value",
                        "-value",
                        "id",
                        "--value",
                        "value desc",
                        "openedAt,value",
                        "(select 1)");
            }
            JsonNode value = values.make(parameter.schema(), parameter.name(), 0);
            return value.asText();
        }

        void headers() {
            // Whoever finds another way to write an address is not let in for it.
            Optional<String> credential =
                    tricks.contains(Trick.ADDRESS) && dice.onceIn(3) ? Optional.empty() : credentials.any(dice);
            credential.ifPresent(value -> headers.put(Credentials.HEADER, value));
            if (operation.takes("If-Match") && (operation.needs("If-Match") ? !dice.onceIn(20) : dice.onceIn(10))) {
                headers.put("If-Match", dice.onceIn(8) ? dice.pick(TAGS) : dice.onceIn(4) ? "*" : known.tag(path));
            }
            if (operation.takes("If-None-Match") && dice.onceIn(5)) {
                headers.put("If-None-Match", dice.onceIn(3) ? dice.pick(TAGS) : known.tag(path));
            }
            if (operation.takes("Idempotency-Key") && dice.onceIn(3)) {
                headers.put("Idempotency-Key", key());
            }
            if (dice.onceIn(12)) {
                headers.put("Accept", dice.pick(ACCEPTS));
            }
            if (dice.onceIn(30)) {
                odd();
            }
        }

        private String key() {
            if (dice.onceIn(10)) {
                return dice.pick(
                        " ", "x".repeat(255), "x".repeat(256), "ü", "' or 1=1", "\uD83D\uDE00", "a\tb", "null");
            }
            if (dice.onceIn(5)) {
                return keys.get(dice.roll(keys.size()));
            }
            String key = "k" + keys.size();
            keys.add(key);
            return key;
        }

        private void odd() {
            switch (1 + dice.roll(7)) {
                case 1 ->
                    headers.put(
                            "X-Request-Id", dice.pick("r-1", "", " ", "x".repeat(1_000), "a b", "ü", "'; --", "{}"));
                case 2 -> {
                    tricks.add(Trick.LONG);
                    headers.put("X-Long", "x".repeat(dice.pick(7_000, 9_000, 100_000)));
                }
                case 3 -> {
                    tricks.add(Trick.BROKEN);
                    headers.put(
                            dice.pick("X-Odd", "Accept", "If-Match", "X-Request-Id"),
                            "a" + dice.pick("\0", "\u0001", "\u007F", "\r", "\u000B") + "b");
                }
                case 4 -> {
                    tricks.add(Trick.BROKEN);
                    headers.put(dice.pick("X Odd", "", "(x)", "ü", "\0"), "a");
                }
                case 5 ->
                    headers.put(
                            dice.pick(
                                    "Accept-Encoding",
                                    "Accept-Language",
                                    "Accept-Charset",
                                    "Range",
                                    "Cookie",
                                    "Origin",
                                    "Referer",
                                    "User-Agent",
                                    "X-Forwarded-For",
                                    "X-HTTP-Method-Override",
                                    "Content-Encoding",
                                    "Upgrade",
                                    "If-Modified-Since"),
                            dice.pick(
                                    "x",
                                    "gzip",
                                    "bytes=0-1",
                                    "a=b; c",
                                    "http://evil.example",
                                    "DELETE",
                                    "*;q=9",
                                    "h2c",
                                    ""));
                case 6 -> expect(dice.pick("100-continue", "nonsense"));
                default -> headers.put("If-Match", dice.pick(TAGS));
            }
        }

        private void expect(String what) {
            headers.put("Expect", what);
            if (!what.equals("100-continue")) {
                tricks.add(Trick.BROKEN);
            }
        }

        void body() {
            if (operation.bodies().isEmpty()) {
                if (dice.onceIn(40)) {
                    tricks.add(Trick.BODY);
                    headers.put("Content-Type", dice.pick(dice.onceIn(2) ? ORDINARY_TYPES : WRONG_TYPES));
                    body = dice.pick("", "{}", "{", "null", "{\"a\":1}", "\0").getBytes(StandardCharsets.UTF_8);
                }
                return;
            }
            List<String> types = new ArrayList<>(operation.bodies().keySet());
            String type = types.get(dice.roll(types.size()));
            JsonNode good = values.make(operation.bodies().get(type), "", 0);
            headers.put("Content-Type", type.equals("application/json") ? dice.pick(ORDINARY_TYPES) : type);
            if (type.startsWith("multipart")) {
                headers.put("Content-Type", type + "; boundary=" + BOUNDARY);
                body = parts(dice.onceIn(3) ? spoiler.spoilt(good) : good).getBytes(StandardCharsets.UTF_8);
                return;
            }
            if (type.endsWith("urlencoded")) {
                body = encoded(dice.onceIn(3) ? spoiler.spoilt(good) : good).getBytes(StandardCharsets.UTF_8);
                return;
            }
            int luck = dice.roll(100);
            if (luck < 60) {
                write(good);
            } else if (luck < 84) {
                write(spoiler.spoilt(good));
            } else if (luck < 94) {
                body = spoiler.garbled(good);
                json = readBack(body);
            } else if (luck < 98) {
                tricks.add(Trick.BODY);
                write(good);
                json = null;
                headers.put("Content-Type", dice.pick(WRONG_TYPES));
            } else if (luck < 99) {
                tricks.add(Trick.LARGE);
                body = spoiler.large(good);
            }
        }

        private void write(JsonNode value) {
            json = value;
            body = Spoiler.write(value).getBytes(StandardCharsets.UTF_8);
        }

        /** What garbling has left readable counts as a body like any other. */
        private static JsonNode readBack(byte[] bytes) {
            try {
                return Document.JSON.readTree(bytes);
            } catch (IOException e) {
                return null;
            }
        }

        private String parts(JsonNode fields) {
            StringBuilder parts = new StringBuilder();
            fields.properties()
                    .forEach(field -> parts.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"")
                            .append(field.getKey().replaceAll("[\"\\r\\n]", "_"))
                            .append(dice.onceIn(30) ? "\"; filename=\"x" : "")
                            .append("\"\r\n\r\n")
                            .append(field.getValue().asText())
                            .append("\r\n"));
            return dice.onceIn(20) ? parts.toString() : parts + "--" + BOUNDARY + "--\r\n";
        }

        private String encoded(JsonNode fields) {
            List<String> pairs = new ArrayList<>();
            fields.properties()
                    .forEach(field -> pairs.add(encode(field.getKey()) + "="
                            + encode(field.getValue().asText())));
            if (dice.onceIn(3)) {
                pairs.add("answers.need=" + encode(dice.onceIn(2) ? hostile.text() : "All"));
            }
            if (dice.onceIn(15)) {
                pairs.add(dice.pick(
                        "%zz=1",
                        "a", "=", "answers.=x", "answers.need=1&answers.need=2", "prospect.name=%00", "%ff=%ff"));
            }
            return String.join("&", pairs);
        }

        void method() {
            int luck = dice.roll(60);
            if (luck == 0) {
                method = "HEAD";
            } else if (luck == 1) {
                method = dice.pick(
                        "OPTIONS", "DELETE", "PUT", "PATCH", "POST", "GET", "TRACE", "PROPFIND", "get", "NONSENSE");
            }
            if (!method.equals(operation.method())) {
                tricks.add(Trick.METHOD);
            }
        }
    }

    private static boolean isUri(String target) {
        try {
            return new URI(target).getRawPath() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
