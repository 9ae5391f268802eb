package io.ecroperator.emulator.dataplane;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host name that clients put before an image's name.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/ecr.html">ECR endpoints</a>
 * @see <a href="https://github.com/awslabs/amazon-ecr-credential-helper/blob/main/ecr-login/api/client.go">The hosts that the
 *     credential helper knows</a>
 */
public sealed interface RegistryHost {
    /** Audience of logins to ECR Public, whatever region minted them. */
    String PUBLIC_AUDIENCE = "public";

    /** Private registries' names, before a look at the partition. */
    Pattern FORM = Pattern.compile("(?<account>[0-9]{12})\\.(?<service>dkr\\.ecr|dkr-ecr)(?<fips>-fips)?"
            + "\\.(?<region>[a-z]{2,4}(-[a-z]+)+-[0-9]+)\\.(?<domain>.+)");

    /** {@return the name itself} */
    String name();

    /** {@return what a login must be for: the region, or the public registry} */
    String audience();

    /**
     * A private registry.
     *
     * @param name host name
     * @param account account id, 12 digits
     * @param region AWS region
     */
    record Private(String name, String account, String region) implements RegistryHost {
        @Override
        public String audience() {
            return region;
        }
    }

    /**
     * The public registry.
     *
     * @param name host name
     */
    record Public(String name) implements RegistryHost {
        @Override
        public String audience() {
            return PUBLIC_AUDIENCE;
        }
    }

    /**
     * Reads a host name. Each partition has its own domains, and FIPS endpoints are in two partitions only.
     *
     * @param name host name without port, in any case
     * @return the host, empty if ECR has no registry there
     */
    static Optional<RegistryHost> of(String name) {
        String host = name.toLowerCase(Locale.ROOT);
        if (host.equals("public.ecr.aws") || host.equals("ecr-public.aws.com")) {
            return Optional.of(new Public(host));
        }
        Matcher form = FORM.matcher(host);
        if (!form.matches()) {
            return Optional.empty();
        }
        boolean dualStack = form.group("service").equals("dkr-ecr");
        boolean fips = form.group("fips") != null;
        Partition partition = Partition.of(form.group("region"));
        String domain = dualStack ? partition.dualStackDomain() : partition.domain();
        return domain.equals(form.group("domain")) && (partition.hasFips() || !fips)
                ? Optional.of(new Private(host, form.group("account"), form.group("region")))
                : Optional.empty();
    }
}
