package io.salesprocess.paper;

import io.salesprocess.paper.render.PaperLanguage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The letterhead as callers see and replace it. */
@Schema(name = "Letterhead", description = "What all documents have in common: who sends them, and how that looks.")
record LetterheadBody(
        @Schema(examples = "Field & Sons Ltd") @NotBlank @Size(max = 200)
        String name,

        @Schema(nullable = true, examples = "[\"12 Mill Lane\", \"Cambridge CB2 1RX\"]") @Size(max = 8)
        List<@NotBlank @Size(max = 200) String> address,

        @Schema(description = "Lines below the address.", nullable = true, examples = "[\"hello@field.example\"]")
        @Size(max = 8)
        List<@NotBlank @Size(max = 200) String> contact,

        @Schema(
                description = "What stands at the foot of each page, such as the register and the bank.",
                nullable = true,
                examples = "[\"Registered in England 01234567\"]")
        @Size(max = 6)
        List<@NotBlank @Size(max = 200) String> footer,

        @Schema(
                description = "The zone in which the date of a document is taken.",
                examples = "Europe/London",
                defaultValue = "UTC",
                nullable = true)
        @Size(max = 60)
        String timeZone,

        @Schema(description = "The language of documents for which no other is asked.", nullable = true)
        PaperLanguage locale,

        @Schema(nullable = true) @Valid LogoBody logo) {

    LetterheadBody {
        address = address == null ? List.of() : address;
        contact = contact == null ? List.of() : contact;
        footer = footer == null ? List.of() : footer;
        timeZone = timeZone == null ? "UTC" : timeZone;
        locale = locale == null ? PaperLanguage.EN : locale;
    }

    /** A picture. */
    @Schema(name = "Logo", description = "A picture, at most 4000 pixels wide and high.")
    record LogoBody(
            @Schema(
                    examples = "image/png",
                    enumeration = {"image/png", "image/jpeg"})
            @NotNull
            @Size(max = 50)
            String mediaType,

            @Schema(description = "The file in Base64.", examples = "iVBORw0KGgo=") @NotNull @Size(max = 240_000)
            String data) {}

    LetterheadBody with(LogoBody other) {
        return new LetterheadBody(name, address, contact, footer, timeZone, locale, other);
    }
}
