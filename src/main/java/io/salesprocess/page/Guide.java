package io.salesprocess.page;

import io.salesprocess.platform.api.HyphenatedEnums;

/** The guides that the service shows. Each is a file in {@code docs}, and so describes this very version. */
enum Guide {
    API_GUIDE("API guide", "Requests, errors, retries, lists, intake, transitions: what all operations have in common"),
    ACCESS("Access", "API keys, roles, OpenID Connect, and who may call which operation"),
    EVENTS("Events", "The feed, the stream, the envelope and all types of events"),
    DELIVERY("Delivery guarantees", "What readers of events are promised, and what they must do"),
    WEBHOOKS("Webhooks", "Events pushed to other systems: what is promised, signatures, retries"),
    INSIGHTS("Insights", "Funnel, durations, salespeople and activities: every figure with its formula"),
    CONFIGURATION("Configuration", "All settings"),
    OPERATIONS("Operations", "Database, containers, monitoring, upgrades, backups"),
    PERFORMANCE("Performance", "What the service was measured to do, and how to measure it");

    private final String title;
    private final String about;

    Guide(String title, String about) {
        this.title = title;
        this.about = about;
    }

    public String title() {
        return title;
    }

    public String about() {
        return about;
    }

    /** The name of the file, and the last part of the address. */
    public String slug() {
        return HyphenatedEnums.nameOf(this);
    }
}
