package io.ecroperator.status;

/** The types of condition. */
public enum ConditionType {
    /** The summary: what is in ECR equals the spec. */
    READY("Ready", "What the spec asks for is in place: ECR equals it, or the Secret holds tokens that are valid."),
    /** Whether ECR equals the spec, as of the last look. */
    SYNCED(
            "Synced",
            "ECR equals the spec, as of the last look at ECR. For a pull secret: no token that is due waits for a new"
                    + " one."),
    /** Whether what the spec refers to is there; present only where it refers to something. */
    RESOLVED_REFS("ResolvedRefs", "What the spec refers to is there. Present only where it refers to something."),
    /** Whether an EcrRegistry can be listed; present only while something uses it. */
    REACHABLE(
            "Reachable",
            "AWS lets the repositories of the EcrRegistry be listed, as of the last sweeps. Present only while an object uses"
                    + " it. Ready does not follow."),
    /** Whether the logins of a pull secret were shown to pull; present only where spec.probe asks for that. */
    PULL_VERIFIED(
            "PullVerified",
            "A registry of every region lets the login pull from the repository of spec.probe. Present only where that is"
                    + " asked for."),
    /** Whether ECR gets into the upstream of a cache rule; present only for those. */
    VALIDATED(
            "Validated",
            "ECR gets into the upstream of the pull through cache rule, as of the last ValidatePullThroughCacheRule: after each"
                    + " change and once a day. While it is False, Ready is too."),
    /** Whether images that were there before a destination are at it; present only where spec.replication.backfill asks for that. */
    DESTINATION_READY(
            "DestinationReady",
            "Every image that was in the registry before the destinations of spec.replication.backfill is there, and the"
                    + " repositories there have a repository policy and a lifecycle policy. Unknown where that is not known. Ready"
                    + " does not follow."),
    /** Present and true while the spec says something that AWS takes and that is hardly meant so. */
    SPEC_WARNING(
            "SpecWarning",
            "Present, and True, while AWS takes what the spec says but it hardly means what was intended. ECR is kept as the"
                    + " spec says; Ready and Synced do not follow."),
    /** Present and true while only an edit can help, as kstatus reads it. */
    STALLED("Stalled", "Present, and True, while only an edit or a person can help; retrying does not.");

    private final String label;
    private final String meaning;

    ConditionType(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /** The type as it is written in the status. */
    public String label() {
        return label;
    }

    /** What True means. */
    public String meaning() {
        return meaning;
    }
}
