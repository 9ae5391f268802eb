package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A repository creation template.
 *
 * @param prefix as it was sent
 * @param settings what repositories get
 * @param description for people
 * @param appliedFor REPLICATION, PULL_THROUGH_CACHE, CREATE_ON_PUSH; sorted
 * @param customRoleArn as whom ECR creates
 * @param createdAt when
 * @param updatedAt of the last change
 */
record CreationTemplate(
        String prefix,
        Settings settings,
        Optional<String> description,
        Set<String> appliedFor,
        Optional<String> customRoleArn,
        Instant createdAt,
        Instant updatedAt)
        implements Prefixed {

    CreationTemplate {
        appliedFor = new TreeSet<>(appliedFor);
    }

    /**
     * What a repository gets that is made from a template.
     *
     * @param encryption encryption at rest
     * @param tags resource tags
     * @param mutability of image tags
     * @param policy repository policy
     * @param lifecyclePolicy normalised text
     */
    record Settings(
            Encryption encryption,
            TagSet tags,
            TagMutability mutability,
            Optional<RepositoryPolicy> policy,
            Optional<String> lifecyclePolicy) {

        static final Settings DEFAULT = new Settings(
                Encryption.DEFAULT, TagSet.EMPTY, TagMutability.DEFAULT, Optional.empty(), Optional.empty());
    }

    /** {@return the RepositoryCreationTemplate of the API} */
    ObjectNode toJson(Random random, Principals principals) {
        ObjectNode json = Json.object().put("prefix", prefix);
        description.ifPresent(text -> json.put("description", text));
        settings.encryption().writeTo(json);
        if (!settings.tags().tags().isEmpty()) {
            settings.tags().writeTo(json.putArray("resourceTags"));
        }
        settings.mutability().writeTo(json);
        settings.policy().ifPresent(policy -> json.put("repositoryPolicy", policy.text(random, principals)));
        settings.lifecyclePolicy().ifPresent(text -> json.put("lifecyclePolicy", text));
        appliedFor.forEach(json.putArray("appliedFor")::add);
        customRoleArn.ifPresent(role -> json.put("customRoleArn", role));
        return json.put("createdAt", Json.timestamp(createdAt)).put("updatedAt", Json.timestamp(updatedAt));
    }
}
