package io.ecroperator.aws;

/**
 * The prefix of a pull through cache rule or a repository creation template, as ECR has it.
 *
 * @param text with or without the slash that follows; {@link #ROOT} for all names
 */
public record RepositoryPrefix(String text) {

    /** Stands for all names that no other prefix is for. */
    public static final String ROOT = "ROOT";

    /** Whether it is for repositories of any name. */
    public boolean isRoot() {
        return text.equals(ROOT);
    }

    /** A pattern for the names of all repositories that it is for, such as {@code team-a/*}. */
    public String repositories() {
        if (isRoot()) {
            return "*";
        }
        return text.endsWith("/") ? text + "*" : text + "/*";
    }
}
