package io.salesprocess.scenario.random;

import io.salesprocess.testkit.PlainModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a client knows of a deal: the model, and what the model leaves out because no rule depends on it. */
final class KnownDeal {

    final String id;
    PlainModel model;
    String lostReason;
    Map<String, String> fields = new TreeMap<>();
    Map<String, String> survey = new TreeMap<>();

    /** Questions whose answer a person recorded; forms do not replace it. */
    final Set<String> recorded = new TreeSet<>();

    /** How many answers were given in all, and taken away. */
    int given;

    final Map<String, Object> assessment = new HashMap<>(Map.of("trustedAdvisor", false, "fit", "unknown"));
    final Map<String, Object> qualification = new HashMap<>(Map.of("possibleIssues", List.of()));

    /** Kinds by id, voided ones too. */
    final Map<String, String> documents = new LinkedHashMap<>();

    /** MoneyMapper by id, declined ones too. */
    final Map<String, String> proposals = new LinkedHashMap<>();

    final List<String> questions = new ArrayList<>();
    final List<String> messages = new ArrayList<>();

    /** The secrets of message links. */
    final List<String> links = new ArrayList<>();

    final Map<String, Paid> payments = new LinkedHashMap<>();
    final Map<String, Paid> refunds = new LinkedHashMap<>();

    /** Money as it was reported, and the address that it was reported to. */
    record Paid(String path, Map<String, Object> body) {}

    KnownDeal(String id, PlainModel model) {
        this.id = id;
        this.model = model;
    }

    String path(String below) {
        return "/v1/deals/" + id + below;
    }
}
