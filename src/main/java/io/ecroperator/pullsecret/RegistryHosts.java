package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.HostForm;
import java.util.List;
import java.util.Optional;

/**
 * The host names of registries. Pure.
 *
 * @see <a href="https://github.com/awslabs/amazon-ecr-credential-helper">the patterns of AWS's own credential helper</a>
 */
final class RegistryHosts {

    /** One of AWS's worlds; by the beginning of the names of its regions. An empty suffix: there is no such host. */
    private record Partition(String regions, String suffix, String dualStackSuffix, boolean fips) {}

    private static final List<Partition> PARTITIONS = List.of(
            new Partition("cn-", "amazonaws.com.cn", "on.amazonwebservices.com.cn", false),
            new Partition("us-isob-", "sc2s.sgov.gov", "", false),
            new Partition("us-isof-", "csp.hci.ic.gov", "", false),
            new Partition("us-iso-", "c2s.ic.gov", "", false),
            new Partition("eu-isoe-", "cloud.adc-e.uk", "", false),
            new Partition("eusc-", "amazonaws.eu", "", false),
            // aws and aws-us-gov, which have the same names.
            new Partition("", "amazonaws.com", "on.aws", true));

    private RegistryHosts() {}

    /** The host of an account's registry in a region; empty if AWS has none of that form there. */
    static Optional<String> host(String accountId, String region, HostForm form) {
        Partition partition = PARTITIONS.stream()
                .filter(each -> region.startsWith(each.regions()))
                .findFirst()
                .orElseThrow();
        boolean dualStack = form == HostForm.DUAL_STACK || form == HostForm.DUAL_STACK_FIPS;
        boolean fips = form == HostForm.FIPS || form == HostForm.DUAL_STACK_FIPS;
        String suffix = dualStack ? partition.dualStackSuffix() : partition.suffix();
        if (suffix.isEmpty() || (fips && !partition.fips())) {
            return Optional.empty();
        }
        String service = (dualStack ? "dkr-ecr" : "dkr.ecr") + (fips ? "-fips" : "");
        return Optional.of(accountId + "." + service + "." + region + "." + suffix);
    }

    /** The host of ECR Public; empty if AWS has none of that form. */
    static Optional<String> publicHost(HostForm form) {
        return switch (form) {
            case STANDARD -> Optional.of("public.ecr.aws");
            case DUAL_STACK -> Optional.of("ecr-public.aws.com");
            case FIPS, DUAL_STACK_FIPS -> Optional.empty();
        };
    }
}
