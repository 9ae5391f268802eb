package io.ecroperator.publicrepository;

/** A part of a public repository that a listing does not carry, and that costs a call. */
enum Part {
    TAGS("tags"),
    CATALOG_DATA("catalog data"),
    REPOSITORY_POLICY("repository policy");

    private final String label;

    Part(String label) {
        this.label = label;
    }

    /** How sentences name it. */
    String label() {
        return label;
    }
}
