package io.ecroperator.status;

/** The three values of a condition. */
public enum ConditionStatus {
    TRUE("True"),
    FALSE("False"),
    UNKNOWN("Unknown");

    private final String label;

    ConditionStatus(String label) {
        this.label = label;
    }

    /** The value as it is written in the status. */
    public String label() {
        return label;
    }
}
