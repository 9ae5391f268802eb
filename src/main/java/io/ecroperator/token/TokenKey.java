package io.ecroperator.token;

import io.ecroperator.aws.ConnectionSpec;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one token opens, and as whom it was minted: the private registries of a region, or ECR Public. A token of one region is
 * refused in every other (Amazon ECR User Guide, "Troubleshooting errors with Docker commands").
 *
 * @param registry the EcrRegistry whose identity mints it; empty for the operator's own
 * @param region the region; empty for ECR Public, and for an EcrRegistry that is not there
 * @param connection how the identity is had
 */
public record TokenKey(Optional<String> registry, Optional<String> region, ConnectionSpec connection) {

    private static final String LABEL_OF_PUBLIC = "public";

    /** No region has a slash, so that an EcrRegistry may be called like one. */
    private static final String LABELS_OF_REGISTRIES = "EcrRegistry/";

    /** As the CRD has them: regions, and names of objects. */
    private static final Pattern LABEL =
            Pattern.compile("public|(?=.{1,32}$)[a-z]{2,4}(-[a-z]+)+-[0-9]+|EcrRegistry/[a-z0-9][a-z0-9.-]{0,62}");

    /** ECR Public, as the operator. */
    public static final TokenKey PUBLIC = new TokenKey(Optional.empty(), Optional.empty(), ConnectionSpec.ambient());

    /** The private registries of a region, as the operator. */
    public static TokenKey of(String region) {
        return new TokenKey(Optional.empty(), Optional.of(region), ConnectionSpec.ambient());
    }

    /** The private registries of an EcrRegistry's region, with its identity. */
    public static TokenKey ofRegistry(String name, ConnectionSpec connection) {
        return new TokenKey(Optional.of(name), connection.region(), connection);
    }

    /** What an EcrRegistry that is not there once opened. */
    public static TokenKey ofMissingRegistry(String name) {
        return new TokenKey(Optional.of(name), Optional.empty(), ConnectionSpec.ambient());
    }

    /** The label of keys of that EcrRegistry. */
    public static String labelOfRegistry(String name) {
        return LABELS_OF_REGISTRIES + name;
    }

    /** Whether the text may be the label of a key: it looks like a region, of which nobody may know, or an EcrRegistry. */
    public static boolean isLabel(String text) {
        return LABEL.matcher(text).matches();
    }

    /** Whether it is the label of a key of an EcrRegistry. */
    public static boolean isLabelOfRegistry(String label) {
        return label.startsWith(LABELS_OF_REGISTRIES);
    }

    /** Whether nobody knows what it opened. */
    public boolean isOfMissingRegistry() {
        return registry.isPresent() && region.isEmpty();
    }

    /** The region, {@code public}, or {@code EcrRegistry/} and the name. What Secrets, statuses and metrics say. */
    public String label() {
        return registry.map(TokenKey::labelOfRegistry).orElseGet(() -> region.orElse(LABEL_OF_PUBLIC));
    }

    /** Tells the identities apart that an EcrRegistry has one after the other; empty for the operator's own. */
    public Optional<String> identity() {
        return registry.filter(name -> region.isPresent()).map(name -> IdentityDigest.of(connection));
    }
}
