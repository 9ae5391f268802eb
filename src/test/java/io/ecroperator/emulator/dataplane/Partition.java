package io.ecroperator.emulator.dataplane;

import java.util.List;

/**
 * A partition of AWS: a family of regions with domains and ARNs of its own.
 *
 * @param id second part of its ARNs
 * @param regionPrefix how its regions begin
 * @param domain parent of {@code dkr.ecr} hosts
 * @param dualStackDomain parent of {@code dkr-ecr} hosts, empty if there are none
 * @param hasFips whether there are FIPS endpoints
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html">Dual-stack and FIPS endpoints</a>
 */
public record Partition(String id, String regionPrefix, String domain, String dualStackDomain, boolean hasFips) {
    private static final List<Partition> ALL = List.of(
            new Partition("aws-cn", "cn-", "amazonaws.com.cn", "on.amazonwebservices.com.cn", false),
            new Partition("aws-us-gov", "us-gov-", "amazonaws.com", "on.aws", true),
            new Partition("aws-eusc", "eusc-", "amazonaws.eu", "on.amazonwebservices.eu", false),
            new Partition("aws-iso", "us-iso-", "c2s.ic.gov", "", false),
            new Partition("aws-iso-b", "us-isob-", "sc2s.sgov.gov", "", false),
            new Partition("aws-iso-e", "eu-isoe-", "cloud.adc-e.uk", "", false),
            new Partition("aws-iso-f", "us-isof-", "csp.hci.ic.gov", "", false),
            new Partition("aws", "", "amazonaws.com", "on.aws", true));

    /**
     * The partition of a region.
     *
     * @param region AWS region name
     * @return its partition, the commercial one for a name that is not known
     */
    public static Partition of(String region) {
        return ALL.stream()
                .filter(partition -> region.startsWith(partition.regionPrefix))
                .findFirst()
                .orElseThrow();
    }
}
