package io.salesprocess.testkit;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** API keys for the tests, made with the one that the service under test was given for its empty database. */
public final class Keys {

    /** The administrator's key; it is made up here, and good for databases of tests only. */
    public static final String ADMIN = "spk_test_administrator_of_an_empty_database";

    /** The setting that gives it to a service. */
    public static final String SETTING = "salesprocess.bootstrap.admin-key";

    private static final Map<String, String> TRUSTED = new ConcurrentHashMap<>();

    private Keys() {}

    /** A key that may everything, for tests that are about something else; the same one for each service. */
    public static String trusted() {
        // A service that is started anew listens on another port.
        return TRUSTED.computeIfAbsent(
                RestAssured.baseURI + ":" + RestAssured.port, service -> make(List.of("manager", "admin"), null));
    }

    /** A new key with a role. */
    public static String of(String role) {
        return make(List.of(role), null);
    }

    /** A new key of a salesperson. */
    public static String of(String role, UUID salesperson) {
        return make(List.of(role), salesperson);
    }

    /** A new key with roles, of a salesperson or of nobody. */
    public static String make(List<String> roles, UUID salesperson) {
        Map<String, Object> wanted = salesperson == null
                ? Map.of("name", "Test", "roles", roles)
                : Map.of("name", "Test", "roles", roles, "salespersonId", salesperson);
        return given().header("Authorization", bearer(ADMIN))
                .contentType("application/json")
                .body(wanted)
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
    }

    /** The value of the header {@code Authorization}. */
    public static String bearer(String key) {
        return "Bearer " + key;
    }
}
