package io.salesprocess.testkit;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.config.JsonConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** The API as a caller uses it, with a key on every request. */
public final class Api {

    private Api() {}

    /** A request with JSON, by somebody who may everything. */
    public static RequestSpecification caller() {
        return caller(Keys.trusted());
    }

    /** A request with JSON and a key. */
    public static RequestSpecification caller(String key) {
        return given().config(RestAssured.config()
                        .jsonConfig(JsonConfig.jsonConfig().numberReturnType(NumberReturnType.BIG_DECIMAL)))
                .header("Authorization", Keys.bearer(key))
                .contentType(ContentType.JSON);
    }

    /** A request with the key of somebody who may everything, and nothing else. */
    public static RequestSpecification keyed() {
        return given().header("Authorization", Keys.bearer(Keys.trusted()));
    }

    public static ValidatableResponse get(String path) {
        return caller().get(path).then();
    }

    public static ValidatableResponse post(String path, Object body) {
        return caller().body(body).post(path).then();
    }

    public static ValidatableResponse patch(String path, Object body) {
        return caller().body(body).patch(path).then();
    }

    /** Makes a transition. */
    public static ValidatableResponse move(UUID deal, String type, String from) {
        return post("/v1/deals/" + deal + "/transitions", Map.of("type", type, "from", from));
    }

    /** Makes a transition that needs a reason. */
    public static ValidatableResponse move(UUID deal, String type, String from, String reason) {
        return post("/v1/deals/" + deal + "/transitions", Map.of("type", type, "from", from, "reason", reason));
    }

    /** A text that no other test uses. */
    public static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }
}
