package io.salesprocess.access;

import static io.restassured.RestAssured.given;
import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Configured;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Callers with access tokens, signed by the framework's own test identity provider. */
@QuarkusTest
@TestProfile(Configured.class)
class AccessTokenTest {

    private static final String ISSUER = "https://server.example.com";
    private static final String AUDIENCE = "salesprocess";
    private static final String PROVIDERS_KEY = "privateKey.jwk";
    private static final String PROVIDERS_KEY_ID = "1";

    private static int addresses;

    @Test
    void a_good_token_is_as_good_as_a_key_and_history_names_its_subject() {
        String token = signed(claims("manager"));
        UUID deal = Sales.deal();
        caller(token)
                .body(Map.of("kind", "call", "outcome", "positive"))
                .post(path(deal, "/activities"))
                .then()
                .statusCode(201);
        get(path(deal, "/history?order=desc")).body("items[0].actor.kind", is("user"), "items[0].actor.id", is("u-17"));
    }

    @Test
    void a_link_to_insights_is_held_to_the_roles_that_the_token_of_its_maker_named() {
        String url = caller(signed(claims("manager")))
                .body(Map.of())
                .post("/v1/insights/links")
                .then()
                .statusCode(201)
                .body("createdBy", is("u-17"))
                .extract()
                .path("url");
        given().accept("text/html")
                .get(url.substring(url.indexOf("/i/")))
                .then()
                .statusCode(200);
        caller(signed(claims("salesperson")))
                .body(Map.of())
                .post("/v1/insights/links")
                .then()
                .statusCode(403);
    }

    @Test
    void keys_are_good_besides_tokens() {
        caller(Keys.trusted()).get("/v1/deals").then().statusCode(200);
    }

    @Test
    void the_configured_claims_say_roles_and_salesperson() {
        UUID me = Sales.salesperson();
        UUID mine = Sales.dealBy(Sales.form("standard", Map.of("salespersonId", me), Sales.offering()));
        UUID theirs =
                Sales.dealBy(Sales.form("standard", Map.of("salespersonId", Sales.salesperson()), Sales.offering()));
        String token = signed(claims("salesperson").claim("sp", me.toString()));
        caller(token).get("/v1/deals/" + mine).then().statusCode(200);
        caller(token).get("/v1/deals/" + theirs).then().statusCode(404);
        String elsewhere = signed(base().groups(Set.of("manager")).claim("roles", List.of("manager")));
        deals(elsewhere).statusCode(403);
    }

    @Test
    void a_user_is_told_who_they_are_whatever_their_roles() {
        UUID me = Sales.salesperson();
        caller(signed(claims("salesperson").claim("sp", me.toString())))
                .get("/v1/me")
                .then()
                .statusCode(200)
                .body("kind", is("user"), "id", is("u-17"), "name", nullValue())
                .body("roles", contains("salesperson"), "salespersonId", is(me.toString()), "forms", nullValue());
        caller(signed(claims("superuser"))).get("/v1/me").then().statusCode(200).body("roles", hasSize(0));
    }

    @Test
    void a_salesperson_whom_no_claim_names_owns_nothing() {
        deals(signed(claims("salesperson"))).statusCode(403);
        deals(signed(claims("salesperson").claim("sp", "grace@example.com"))).statusCode(403);
    }

    @Test
    void unknown_roles_are_nothing() {
        deals(signed(claims("superuser"))).statusCode(403);
        deals(signed(base())).statusCode(403);
    }

    @Test
    void a_token_for_another_service_is_refused() {
        refused(signed(claims("manager").audience("crm")));
        refused(signed(Jwt.claims()
                .issuer(ISSUER)
                .subject("u-17")
                .expiresAt(soon())
                .claim("sales", Map.of("roles", List.of("manager")))));
    }

    @Test
    void a_token_of_another_issuer_is_refused() {
        refused(signed(claims("manager").issuer("https://evil.example.com")));
    }

    @Test
    void an_expired_token_is_refused() {
        Instant past = Instant.now().minusSeconds(600);
        refused(signed(claims("manager").issuedAt(past.minusSeconds(60)).expiresAt(past)));
    }

    @Test
    void a_token_without_a_subject_is_refused() {
        refused(signed(Jwt.claims()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .expiresAt(soon())
                .claim("sales", Map.of("roles", List.of("manager")))));
    }

    @Test
    void a_token_that_nobody_signed_is_refused() {
        String body = signed(claims("manager")).split("\\.")[1];
        refused(encoded("{\"alg\":\"none\"}") + "." + body + ".");
        refused(encoded("{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"1\"}") + "." + body + ".");
        String real = signed(claims("manager"));
        refused(real.substring(0, real.lastIndexOf('.') + 1));
    }

    @Test
    void a_token_signed_with_another_key_is_refused() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        refused(claims("manager")
                .jws()
                .keyId(PROVIDERS_KEY_ID)
                .sign(generator.generateKeyPair().getPrivate()));
        refused(claims("manager")
                .jws()
                .keyId("unknown")
                .sign(generator.generateKeyPair().getPrivate()));
    }

    @Test
    void a_token_signed_with_a_secret_instead_of_the_key_is_refused() {
        byte[] publicKey = "the provider's public key, which everybody can read".getBytes(StandardCharsets.UTF_8);
        refused(claims("manager").jws().keyId(PROVIDERS_KEY_ID).sign(new SecretKeySpec(publicKey, "HmacSHA256")));
    }

    @Test
    void a_token_that_was_changed_is_refused() {
        String[] parts = signed(claims("auditor")).split("\\.");
        String other = signed(claims("manager")).split("\\.")[1];
        refused(parts[0] + "." + other + "." + parts[2]);
    }

    @Test
    void a_key_of_one_user_is_not_anothers() {
        UUID deal = Sales.deal();
        String key = unique("key");
        record(signed(claims("manager")), deal, key).header("Idempotency-Replayed", nullValue());
        record(signed(claims("manager")), deal, key).header("Idempotency-Replayed", is("true"));
        record(signed(claims("manager").subject("u-18")), deal, key).header("Idempotency-Replayed", nullValue());
    }

    @Test
    void a_retry_of_who_may_only_submit_by_now_does_not_tell_what_became_of_the_first_time() {
        String submissions = "/v1/forms/" + Sales.form("standard") + "/submissions";
        String key = unique("key");
        Map<String, Object> submission = Sales.submission();
        String id = submit(signed(claims("manager")), submissions, key, submission)
                .statusCode(201)
                .body("dealId", notNullValue())
                .extract()
                .path("id");
        submit(signed(claims("intake")), submissions, key, submission)
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", is(id), "prospectId", nullValue(), "dealId", nullValue(), "dealOpened", nullValue());
        submit(signed(claims("manager")), submissions, key, submission).body("dealId", notNullValue());
    }

    private static ValidatableResponse submit(
            String token, String submissions, String key, Map<String, Object> submission) {
        return caller(token)
                .header("Idempotency-Key", key)
                .body(submission)
                .post(submissions)
                .then();
    }

    private static ValidatableResponse record(String token, UUID deal, String key) {
        return caller(token)
                .header("Idempotency-Key", key)
                .body(Map.of("kind", "call", "outcome", "positive"))
                .post(path(deal, "/activities"))
                .then()
                .statusCode(201);
    }

    private static JwtClaimsBuilder base() {
        return Jwt.claims().issuer(ISSUER).audience(AUDIENCE).subject("u-17").expiresAt(soon());
    }

    private static JwtClaimsBuilder claims(String role) {
        return base().claim("sales", Map.of("roles", List.of(role)));
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(300);
    }

    private static String signed(JwtClaimsBuilder claims) {
        return claims.jws().keyId(PROVIDERS_KEY_ID).sign(PROVIDERS_KEY);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Asks from an address of its own, as one that has been refused twice has to wait. */
    private static ValidatableResponse deals(String token) {
        return caller(token)
                .header("X-Forwarded-For", "2001:db8:" + Integer.toHexString(++addresses) + "::1")
                .get("/v1/deals")
                .then();
    }

    private static void refused(String token) {
        String answer = deals(token)
                .statusCode(401)
                .header("WWW-Authenticate", is("Bearer"))
                .body("type", is("/problems/unauthenticated"))
                .extract()
                .asString();
        assertThat(answer).doesNotContain(token);
    }
}
