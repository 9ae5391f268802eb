package io.ecroperator.cli.plan;

/** Why an object is told of. The names are part of the JSON. */
enum Origin {
    /** It is in the files. */
    FILES("in the files"),
    /** It is in the cluster alone, and something of the files changes what it gets. */
    CONCERNED("in the cluster, concerned by the files"),
    /** It is in the cluster alone, in a namespace of the files, and is being deleted. */
    DELETING("in the cluster, being deleted"),
    /** It is in the cluster alone, and would be deleted, since the files no longer hold it. */
    PRUNED("in the cluster, no longer in the files");

    private final String words;

    Origin(String words) {
        this.words = words;
    }

    String inWords() {
        return words;
    }
}
