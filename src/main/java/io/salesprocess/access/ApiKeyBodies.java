package io.salesprocess.access;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What callers send about keys and get back. */
final class ApiKeyBodies {

    private ApiKeyBodies() {}

    /** A key that is wanted. */
    @Schema(name = "ApiKeyRequest", description = "A key's purpose and permissions.")
    record ApiKeyRequest(
            @Schema(description = "What people call it.", examples = "Web site") @NotBlank @Size(max = 200)
            String name,

            @Schema(description = "The key has the permissions of all its roles.") @NotEmpty @Size(max = 6)
            List<@NotNull Role> roles,

            @Schema(
                    description = "The salesperson whom the key acts for. The role `salesperson` needs one.",
                    nullable = true)
            UUID salespersonId,

            @Schema(
                    description =
                            "The keys of the forms that may be submitted; absent for every form. For the role `intake`.",
                    nullable = true)
            @Size(max = 100)
            List<@NotBlank @Size(max = 64) String> forms,

            @Schema(description = "From then on the key is refused; absent for never.", nullable = true)
            Instant expiresAt) {}

    /** How a key is to be replaced. */
    @Schema(name = "RotationRequest", description = "How a key is replaced.")
    record RotationRequest(
            @Schema(
                    description = "How long the old key stays valid alongside the new one, up to 30 days.",
                    type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                    format = "duration",
                    implementation = String.class,
                    defaultValue = "P1D",
                    nullable = true)
            Duration overlap) {}

    /** A key as callers see it. */
    @Schema(name = "ApiKey", description = "A key, without its secret, which is shown once and kept nowhere.")
    record ApiKeyResponse(
            UUID id,
            @Schema(examples = "Web site") String name,

            @Schema(description = "How the secret begins, to tell keys apart.", examples = "spk_x4Tq…")
            String hint,

            List<Role> roles,

            @Schema(description = "The salesperson whom the key acts for.", nullable = true)
            UUID salespersonId,

            @Schema(description = "The forms that may be submitted; null for every form.", nullable = true)
            List<String> forms,

            Instant createdAt,

            @Schema(description = "The id of the key or user who made it.")
            String createdBy,

            @Schema(description = "From then on the key is refused; null for never.", nullable = true)
            Instant expiresAt,

            @Schema(nullable = true) Instant revokedAt,

            @Schema(description = "To the minute; null if never used.", nullable = true)
            Instant lastUsedAt) {

        static ApiKeyResponse of(ApiKey key) {
            return new ApiKeyResponse(
                    key.id(),
                    key.name(),
                    key.hint(),
                    List.copyOf(key.roles()),
                    key.salespersonId(),
                    key.forms() == null ? null : key.forms().stream().sorted().toList(),
                    key.createdAt(),
                    key.createdBy(),
                    key.goodUntil(),
                    key.revokedAt(),
                    key.lastUsedAt());
        }
    }

    /** A key as whoever makes it sees it, once. */
    @Schema(name = "NewApiKey", description = "A key with its secret, which is shown this once.")
    record NewApiKeyResponse(
            UUID id,
            @Schema(examples = "Web site") String name,

            @Schema(
                    description =
                            "The value for `Authorization: Bearer`. Null in a response replayed for an `Idempotency-Key`.",
                    nullable = true,
                    examples = "spk_x4TqGm0dJr7vYcUe2fHnB8kLs1wZaPo6iQtXyVb3N9E")
            String secret,

            String hint,
            List<Role> roles,
            @Schema(nullable = true) UUID salespersonId,
            @Schema(nullable = true) List<String> forms,
            Instant createdAt,
            String createdBy,
            @Schema(nullable = true) Instant expiresAt,
            @Schema(nullable = true) Instant revokedAt,
            @Schema(nullable = true) Instant lastUsedAt) {

        static NewApiKeyResponse of(ApiKey key, String secret) {
            ApiKeyResponse plain = ApiKeyResponse.of(key);
            return new NewApiKeyResponse(
                    plain.id(),
                    plain.name(),
                    secret,
                    plain.hint(),
                    plain.roles(),
                    plain.salespersonId(),
                    plain.forms(),
                    plain.createdAt(),
                    plain.createdBy(),
                    plain.expiresAt(),
                    plain.revokedAt(),
                    plain.lastUsedAt());
        }
    }
}
