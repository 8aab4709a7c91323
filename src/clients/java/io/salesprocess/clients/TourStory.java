package io.salesprocess.clients;

import io.salesprocess.client.ApiClient;
import io.salesprocess.client.ApiException;
import io.salesprocess.client.ApiResponse;
import io.salesprocess.client.api.ApiKeysApi;
import io.salesprocess.client.api.DealsApi;
import io.salesprocess.client.api.DocumentsApi;
import io.salesprocess.client.api.EvidenceApi;
import io.salesprocess.client.api.FormsApi;
import io.salesprocess.client.api.OfferingsApi;
import io.salesprocess.client.api.PaymentsApi;
import io.salesprocess.client.api.ProposalsApi;
import io.salesprocess.client.api.ProspectsApi;
import io.salesprocess.client.api.SalespeopleApi;
import io.salesprocess.client.model.*;
import java.util.List;
import java.util.UUID;

/**
 * The story of docs/tour.sh, told with the client that a generator makes of docs/openapi.yaml: it compiles only as long as the
 * document says what the story needs, and ends only if the service does what the document says. GeneratedClientsIT compiles and
 * runs it; arguments are the service's address and an administrator's key.
 */
public final class TourStory {

    private final String service;
    private final String run = UUID.randomUUID().toString();

    private TourStory(String service) {
        this.service = service;
    }

    public static void main(String... args) throws Exception {
        new TourStory(args[0]).tell(args[1]);
        System.out.println("The story has been told.");
    }

    private void tell(String adminKey) throws Exception {
        refused(401, "unauthenticated", () -> new DealsApi(client(null)).getDeal(UUID.randomUUID(), null));
        ApiKeysApi keys = new ApiKeysApi(client(adminKey));
        ApiClient iva = as(keys, new ApiKeyRequest().name("Iva").addRolesItem(Role.MANAGER));

        Offering offering = new OfferingsApi(iva)
                .createOffering(
                        new OfferingRequest()
                                .name("Call sheet suite")
                                .kind(OfferingKind.PRODUCT)
                                .price(euros(990_000)),
                        null);
        Salesperson seller = new SalespeopleApi(iva)
                .createSalesperson(
                        new SalespersonRequest().name("Mira Lindt").email("mira." + run + "@example.com"), null);
        String form = "tour-" + run;
        new FormsApi(iva)
                .createForm(
                        new Form()
                                .key(form)
                                .title("Talk to us")
                                .pipeline("standard")
                                .offeringId(offering.getId())
                                .assignment(new Assignment(new AssignmentToOne().salespersonId(seller.getId())))
                                .addQuestionsItem(new FormQuestion()
                                        .key("need")
                                        .label("What do you need?")
                                        .type(QuestionType.TEXT)
                                        .required(true)),
                        null);
        ApiClient site = as(
                keys,
                new ApiKeyRequest().name("Web site").addRolesItem(Role.INTAKE).addFormsItem(form));
        ApiClient mira = as(
                keys,
                new ApiKeyRequest().name("Mira").addRolesItem(Role.SALESPERSON).salespersonId(seller.getId()));

        SubmissionRequest submission = new SubmissionRequest()
                .submissionId("web-8841")
                .prospect(new GivenPerson().name("Ada Stone").email("ada." + run + "@example.com"))
                .putAnswersItem("need", "Replace our call sheets")
                .source("landing-page");
        SubmissionReceipt receipt = new FormsApi(site).submitForm(form, submission, null);
        same(receipt.getDealId(), null);
        same(new FormsApi(site).submitForm(form, submission, null), receipt);
        UUID id = new FormsApi(mira).getSubmission(receipt.getId()).getDealId();

        DealsApi deals = new DealsApi(mira);
        ApiResponse<Deal> read = deals.getDealWithHttpInfo(id, null);
        Deal deal = read.getData();
        same(deal.getStage(), "pre-qualification");
        same(deal.getOwnerId(), seller.getId());
        same(deal.getValue(), euros(990_000));
        String tag = read.getHeaders().get("etag").get(0);
        refused(304, null, () -> deals.getDeal(id, tag));
        refused(404, "not-found", () -> deals.getDeal(UUID.randomUUID(), null));
        refused(403, "forbidden", () -> new DealsApi(site).getDeal(id, null));

        TransitionOption advance =
                deals.listTransitions(id, null).getTransitions().get(0);
        same(advance.getAllowed(), false);
        same(advance.getUnmet().get(0).getSatisfyWith().getMethod(), "PATCH");
        refused(422, "criteria-unmet", () -> advance(deals, id, "pre-qualification"));
        EvidenceApi evidence = new EvidenceApi(mira);
        evidence.updateAssessment(id, new AssessmentPatch().interest(AssessmentInterest.STRONG), null);
        Assessment assessed = evidence.updateAssessment(
                id, new AssessmentPatch().trustedAdvisor(true).fit(AssessmentFit.FIT), null);
        // What a patch does not name stays.
        same(assessed.getInterest(), AssessmentInterest.STRONG);
        same(advance(deals, id, "pre-qualification").getTo(), "qualification");
        refused(409, "out-of-order", () -> advance(deals, id, "pre-qualification"));
        refused(412, "stale-version", () -> deals.updateDeal(id, tag, new DealPatch().ownerId(seller.getId())));
        refused(400, "invalid-request", () -> deals.updateDeal(id, "7", new DealPatch().ownerId(seller.getId())));

        evidence.updateQualification(
                id,
                new QualificationPatch()
                        .productBackground("A call sheet kept on paper")
                        .productHistory("In use since 2009")
                        .targetAudience("Field sales in machine building")
                        .possibleIssues(List.of("No network on site")),
                null);
        advance(deals, id, "qualification");

        evidence.recordGreeting(
                id, new GreetingRequest().by(Greeter.SALESPERSON).channel("phone"), null, null);
        Question question = evidence.askQuestion(id, new QuestionText().text("Does it work offline?"), null, null);
        evidence.answerQuestion(id, question.getId(), new QuestionText().text("Yes."), null, null);
        MessageLink link = evidence.offerMessageLink(id, null, null);
        new EvidenceApi(client(null))
                .leaveMessage(link.getToken(), new MessageRequest().text("Please call me back."), null);
        Message message = evidence.listMessages(id, null, null).getItems().get(0);
        evidence.followUpMessage(id, message.getId(), new FollowUpRequest().outcome("Called back."), null, null);
        String key = UUID.randomUUID().toString();
        Activity demo = record(evidence, id, key);
        same(record(evidence, id, key), demo);
        same(record(evidence, id, '"' + key + '"'), demo);
        advance(deals, id, "relationship");

        negotiate(new ProposalsApi(mira), id);
        DocumentsApi documents = new DocumentsApi(mira);
        for (DocumentKind kind : DocumentKind.values()) {
            Document drafted = documents.draftDocument(id, new DocumentRequest().kind(kind), null, null);
            documents.sendDocument(id, drafted.getId(), null, null);
            if (kind == DocumentKind.CONTRACT) {
                SignatureRequest signature =
                        new SignatureRequest().signedBy("Ada Stone").means("on paper");
                documents.signDocument(id, drafted.getId(), signature, null, null);
            }
        }
        same(advance(deals, id, "conversion").getTo(), "won");

        PaymentsApi payments = new PaymentsApi(mira);
        PaymentRequest paid = new PaymentRequest()
                .amount(euros(1_000_000))
                .method("bank-transfer")
                .reference("INV-1");
        Payment payment = payments.recordPayment(id, paid, null, null);
        same(payments.recordPayment(id, paid, null, null).getId(), payment.getId());
        payments.recordRefund(
                id,
                payment.getId(),
                new RefundRequest().amount(euros(10_000)).reason("Too much").reference("CN-1"),
                null,
                null);
        Deal won = deals.getDeal(id, null);
        same(won.getStatus(), DealStatus.WON);
        same(won.getPayments().getOutstanding(), euros(0));

        ApiClient ben = as(keys, new ApiKeyRequest().name("Ben").addRolesItem(Role.AUDITOR));
        HistoryVerification verified = new DealsApi(ben).verifyHistory(id);
        same(verified.getIntact(), true);
        same(verified.getEvents(), won.getVersion());
        same(
                (long) new DealsApi(ben)
                        .listHistory(id, null, 200, null)
                        .getItems()
                        .size(),
                won.getVersion());

        new ProspectsApi(iva).eraseProspect(won.getProspectId(), "*");
        refused(404, "not-found", () -> new ProspectsApi(iva).getProspect(won.getProspectId(), null));
    }

    private static void negotiate(ProposalsApi proposals, UUID deal) throws ApiException {
        ProposalRequest offer = new ProposalRequest().amount(euros(990_000)).terms("Two rates");
        UUID declined = proposals.draftProposal(deal, offer, null, null).getId();
        proposals.sendProposal(deal, declined, null, null);
        same(proposals.declineProposal(deal, declined, null, null, null).getStatus(), ProposalStatus.DECLINED);
        UUID accepted = proposals.draftProposal(deal, offer, null, null).getId();
        proposals.sendProposal(deal, accepted, null, null);
        same(proposals.acceptProposal(deal, accepted, null, null).getStatus(), ProposalStatus.ACCEPTED);
    }

    private static Activity record(EvidenceApi evidence, UUID deal, String key) throws ApiException {
        ActivityRequest demo = new ActivityRequest().kind("demo").outcome(ActivityOutcome.POSITIVE);
        return evidence.recordActivity(deal, demo, key, null);
    }

    private static Transition advance(DealsApi deals, UUID deal, String from) throws ApiException {
        return deals.makeTransition(
                deal, new TransitionRequest().type(TransitionType.ADVANCE).from(from), null, null, null);
    }

    private ApiClient as(ApiKeysApi keys, ApiKeyRequest wanted) throws ApiException {
        return client(keys.createApiKey(wanted, null).getSecret());
    }

    private ApiClient client(String key) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(service);
        if (key != null) {
            client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + key));
        }
        return client;
    }

    private static Money euros(long cents) {
        return new Money().amount(cents).currency("EUR");
    }

    private static void same(Object found, Object expected) {
        if (found == null ? expected != null : !found.equals(expected)) {
            throw new AssertionError("Expected " + expected + ", but found " + found);
        }
    }

    private interface Call {
        void send() throws ApiException;
    }

    private static void refused(int status, String problem, Call call) {
        try {
            call.send();
        } catch (ApiException e) {
            same(e.getCode(), status);
            same(problem == null || e.getResponseBody().contains("\"/problems/" + problem + "\""), true);
            return;
        }
        throw new AssertionError("Expected " + status + " " + problem);
    }
}
