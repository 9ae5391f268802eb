package io.ecroperator.api.v1alpha1;

/** What the name of a repository is, in CEL. */
final class RepositoryNameRules {

    static final String VALID =
            "self.matches(r'^[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*$')";

    static final String MESSAGE =
            "takes lower-case letters and digits, in groups separated by . _ __ - or /, such as team-a/api";

    private RepositoryNameRules() {}
}
