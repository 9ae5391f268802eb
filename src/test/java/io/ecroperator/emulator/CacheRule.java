package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A pull through cache rule.
 *
 * @param prefix ecrRepositoryPrefix, as it was sent
 * @param url upstreamRegistryUrl
 * @param upstream whose registry that is
 * @param access how ECR gets in there
 * @param upstreamPrefix upstreamRepositoryPrefix
 * @param createdAt when
 * @param updatedAt of the last change
 */
record CacheRule(
        String prefix,
        String url,
        CacheUpstream upstream,
        Access access,
        String upstreamPrefix,
        Instant createdAt,
        Instant updatedAt)
        implements Prefixed {

    /**
     * What ECR shows the upstream.
     *
     * @param credentialArn secret
     * @param customRoleArn role, with an upstream that is ECR
     */
    record Access(Optional<String> credentialArn, Optional<String> customRoleArn) {
        private void writeTo(ObjectNode answer) {
            credentialArn.ifPresent(arn -> answer.put("credentialArn", arn));
            customRoleArn.ifPresent(arn -> answer.put("customRoleArn", arn));
        }
    }

    CacheRule with(Access changed, Instant now) {
        return new CacheRule(prefix, url, upstream, changed, upstreamPrefix, createdAt, now);
    }

    /** {@return the upstream repository behind a repository of the cache, which the rule has to cover} */
    String upstreamRepository(String name) {
        return Prefixed.namespace(upstreamPrefix)
                + name.substring(Prefixed.namespace(prefix).length());
    }

    /** {@return the members that all answers about a rule have} */
    ObjectNode toJson(RegistryKey registry) {
        ObjectNode json = Json.object().put("ecrRepositoryPrefix", prefix).put("registryId", registry.account());
        access.writeTo(json);
        return json.put("upstreamRepositoryPrefix", upstreamPrefix);
    }
}
