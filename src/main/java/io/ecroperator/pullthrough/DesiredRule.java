package io.ecroperator.pullthrough;

import java.util.Optional;

/**
 * What a spec asks of ECR. An empty optional is a field that is absent, and so unmanaged.
 *
 * @param adopts whether a rule is taken over that the status does not record
 * @param replaces whether a rule with another upstream is deleted and created again
 */
record DesiredRule(
        String ecrRepositoryPrefix,
        String upstreamRegistryUrl,
        Optional<String> upstreamRegistry,
        Optional<String> upstreamRepositoryPrefix,
        Optional<String> credentialArn,
        Optional<String> customRoleArn,
        boolean adopts,
        boolean replaces) {}
