package io.salesprocess.access;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The caller as they see themselves. */
@Schema(name = "Me", description = "The caller.")
record MeResponse(
        Kind kind,

        @Schema(
                description = "The key's id, or the subject of the access token; history names callers by it.",
                examples = "01a20a90-8ba1-7000-88d6-fda21f0fd0d8")
        String id,

        @Schema(description = "The key's name; null for users.", nullable = true, examples = "Web site")
        String name,

        @Schema(description = "Empty if no role of an access token is known to the service.")
        List<Role> roles,

        @Schema(description = "The salesperson that the caller is or acts for.", nullable = true)
        UUID salespersonId,

        @Schema(description = "The keys of the forms that the caller may submit; null for every form.", nullable = true)
        List<String> forms) {

    /** What the credentials are. */
    @Schema(name = "CallerKind")
    enum Kind {
        API_KEY,
        USER
    }

    static MeResponse of(Caller caller, String name) {
        return new MeResponse(
                caller.kind() == Caller.Kind.API_KEY ? Kind.API_KEY : Kind.USER,
                caller.id(),
                name,
                caller.roles().stream().sorted().toList(),
                caller.salespersonId(),
                caller.forms() == null ? null : caller.forms().stream().sorted().toList());
    }
}
