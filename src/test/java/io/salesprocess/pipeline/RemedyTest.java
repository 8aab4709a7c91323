package io.salesprocess.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.pipeline.domain.Action;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the domain calls an action is a call of the API to those who are refused. */
class RemedyTest {

    private static final UUID DEAL = new UUID(0, 1);
    private static final UUID SUBJECT = new UUID(0, 2);

    @ParameterizedTest
    @CsvSource({
        "SUBMIT_FORM,         POST,  /v1/forms/{key}/submissions",
        "CHANGE_DEAL,         PATCH, /v1/deals/DEAL",
        "RECORD_SURVEY,       PATCH, /v1/deals/DEAL/survey",
        "RECORD_ASSESSMENT,   PATCH, /v1/deals/DEAL/assessment",
        "RECORD_QUALIFICATION,PATCH, /v1/deals/DEAL/qualification",
        "GIVE_GREETING,       POST,  /v1/deals/DEAL/greetings",
        "ANSWER_QUESTION,     POST,  /v1/deals/DEAL/questions/SUBJECT/answer",
        "OFFER_MESSAGE_LINK,  POST,  /v1/deals/DEAL/message-link",
        "FOLLOW_UP_MESSAGE,   POST,  /v1/deals/DEAL/messages/SUBJECT/follow-up",
        "RECORD_ACTIVITY,     POST,  /v1/deals/DEAL/activities",
        "DRAFT_PROPOSAL,      POST,  /v1/deals/DEAL/proposals",
        "SEND_PROPOSAL,       POST,  /v1/deals/DEAL/proposals/SUBJECT/send",
        "ACCEPT_PROPOSAL,     POST,  /v1/deals/DEAL/proposals/SUBJECT/accept",
        "DRAFT_DOCUMENT,      POST,  /v1/deals/DEAL/documents",
        "SEND_DOCUMENT,       POST,  /v1/deals/DEAL/documents/SUBJECT/send",
        "SIGN_DOCUMENT,       POST,  /v1/deals/DEAL/documents/SUBJECT/sign"
    })
    void each_action_has_its_call(Action.Kind kind, String method, String href) {
        Remedy remedy = Remedy.of(new Action(kind, SUBJECT, "field"), DEAL);
        assertThat(remedy.method()).isEqualTo(method);
        assertThat(remedy.href())
                .isEqualTo(href.replace("DEAL", DEAL.toString()).replace("SUBJECT", SUBJECT.toString()));
        assertThat(remedy.field()).isEqualTo("field");
    }

    @Test
    void an_action_that_needs_no_field_names_none() {
        Action offer = new Action(Action.Kind.OFFER_MESSAGE_LINK, null, null);
        assertThat(Remedy.of(offer, DEAL).field()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void the_call_for_any_deal_names_what_is_to_be_filled_in(Action.Kind kind) {
        Remedy one = Remedy.of(new Action(kind, SUBJECT, "field"), DEAL);
        Remedy any = Remedy.forAnyDeal(new Action(kind, null, "field"));
        assertThat(any.href()
                        .replaceFirst("/v1/deals/\\{id}", "/v1/deals/" + DEAL)
                        .replaceFirst("\\{(question|message|proposal|document)Id}", SUBJECT.toString()))
                .isEqualTo(one.href());
        assertThat(any.method()).isEqualTo(one.method());
    }
}
