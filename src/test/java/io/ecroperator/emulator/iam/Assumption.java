package io.ecroperator.emulator.iam;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What AssumeRole asks for, well-formed.
 *
 * @param roleArn the role
 * @param sessionName RoleSessionName
 * @param duration DurationSeconds
 * @param externalId ExternalId
 * @param tags session tags
 * @param transitiveTagKeys keys of those that further sessions inherit
 */
public record Assumption(
        String roleArn,
        String sessionName,
        Optional<Duration> duration,
        Optional<String> externalId,
        Map<String, String> tags,
        Set<String> transitiveTagKeys) {}
