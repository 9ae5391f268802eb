package io.ecroperator.publicrepository;

import java.util.List;
import java.util.Optional;

/** Where ECR Public is not: only accounts of the partition {@code aws} have public repositories. */
public final class PublicRegions {

    /** What regions begin with of partitions that have none: China, GovCloud, the isolated ones and the European Sovereign Cloud. */
    private static final List<String> WITHOUT = List.of("cn-", "us-gov-", "us-iso", "eu-isoe-", "eusc-");

    private PublicRegions() {}

    /** Why a registry of that region has no public repositories, and what to do; empty if it may have some. */
    public static Optional<String> refusal(String region) {
        return WITHOUT.stream().anyMatch(region::startsWith)
                ? Optional.of("spec.registryRef leads to " + region
                        + ", a region of a partition of AWS that has no ECR Public:"
                        + " only accounts of the partition aws have public repositories. Create the object for a"
                        + " registry of such an account.")
                : Optional.empty();
    }
}
