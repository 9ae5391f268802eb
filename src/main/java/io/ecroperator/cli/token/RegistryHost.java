package io.ecroperator.cli.token;

import io.ecroperator.cli.outcome.CommandException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry as clients name it.
 *
 * @param host such as {@code 123456789012.dkr.ecr.eu-central-1.amazonaws.com}
 * @param accountId whose registry that is; empty for ECR Public
 * @param region where its tokens are minted
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/ecr.html">Amazon ECR endpoints and quotas</a>
 */
record RegistryHost(String host, Optional<String> accountId, String region) {

    static final String PUBLIC = "public.ecr.aws";

    /** The one region that mints them (ECR Public User Guide, "Registry authentication"). */
    private static final String REGION_OF_PUBLIC = "us-east-1";

    private static final Pattern PRIVATE = Pattern.compile("(\\d{12})\\.dkr[.-]ecr(?:-fips)?\\.([a-z0-9-]+)\\.(?:"
            + "amazonaws\\.com(?:\\.cn)?|on\\.aws|on\\.amazonwebservices\\.com\\.cn)");

    boolean isPublic() {
        return accountId.isEmpty();
    }

    /** A host, also with a scheme before it or a repository behind it; throws {@link CommandException} for any other text. */
    static RegistryHost of(String text) {
        String host = text.replaceFirst("^(https?|oci|docker)://", "").replaceFirst("/.*$", "");
        if (host.equals(PUBLIC)) {
            return new RegistryHost(host, Optional.empty(), REGION_OF_PUBLIC);
        }
        Matcher matcher = PRIVATE.matcher(host);
        if (!matcher.matches()) {
            throw new CommandException("--registry-host: " + host
                    + " is no host of ECR. Write 123456789012.dkr.ecr.eu-central-1.amazonaws.com, or public.ecr.aws.");
        }
        return new RegistryHost(host, Optional.of(matcher.group(1)), matcher.group(2));
    }
}
