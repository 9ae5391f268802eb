package io.ecroperator.status;

import java.util.List;

/** The nouns that messages count and list: the one place that knows their plurals. */
public enum Noun {
    ECR_REPOSITORY("EcrRepository", "EcrRepositories"),
    IMAGE("image", "images"),
    NAMESPACE("namespace", "namespaces"),
    REPOSITORY("repository", "repositories"),
    SERVICE_ACCOUNT("ServiceAccount", "ServiceAccounts"),
    TAG("tag", "tags"),
    TOKEN("token", "tokens");

    /** So many names are listed; the rest is counted. */
    public static final int NAMED = 5;

    private final String one;
    private final String several;

    Noun(String one, String several) {
        this.one = one;
        this.several = several;
    }

    /** The form that goes with a number: {@code repository} with 1, {@code repositories} with any other. */
    public String of(int count) {
        return count == 1 ? one : several;
    }

    /** {@code 1 repository}, {@code 2 repositories}, {@code no repositories}. */
    public String counted(int count) {
        return (count == 0 ? "no" : count) + " " + of(count);
    }

    /** {@code 1 of 2 repositories}, {@code 0 of 1 repository}. */
    public String counted(int part, int whole) {
        return part + " of " + whole + " " + of(whole);
    }

    /** {@code the one repository}, {@code all 2 repositories}. */
    public String all(int count) {
        return count == 1 ? "the one " + one : "all " + count + " " + several;
    }

    /** {@code repository a}, {@code repositories a, b}, {@code repositories a, b, c, d, e and 2 more}. */
    public String named(List<String> names) {
        return of(names.size()) + " " + listed(names);
    }

    /** {@code a, b, c, d, e and 2 more}. */
    public static String listed(List<String> names) {
        int more = names.size() - NAMED;
        return String.join(", ", names.subList(0, Math.min(names.size(), NAMED)))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
