package io.ecroperator.template;

import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplateStatus;
import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a status, which may be null, records. Templates have no tags: only this says which template is an object's.
 *
 * @param createdAt of the template that the object has created or taken over; empty if it has none
 * @param registry where that one is
 * @param askedAt when the object asked for a creation that ECR has not answered
 */
record RecordedTemplate(Optional<String> createdAt, Optional<RegistryId> registry, Optional<Instant> askedAt) {

    private static final Duration SKEW = Duration.ofMinutes(1);

    static RecordedTemplate from(EcrRepositoryCreationTemplateStatus status) {
        if (status == null) {
            return new RecordedTemplate(Optional.empty(), Optional.empty(), Optional.empty());
        }
        boolean owned = Boolean.TRUE.equals(status.owned());
        boolean placed = owned && status.registryId() != null && status.region() != null;
        return new RecordedTemplate(
                Optional.ofNullable(status.createdAt()).filter(any -> owned),
                placed ? Optional.of(new RegistryId(status.registryId(), status.region())) : Optional.empty(),
                Optional.ofNullable(status.creationAskedAt()).map(Instant::parse));
    }

    /** Whether a creation that failed so may have been carried out, by the call or by one that the SDK made before it. */
    static boolean mayHaveCreated(Kind failure) {
        return failure == Kind.TRANSIENT || failure == Kind.ALREADY_EXISTS;
    }

    /** Whether the template may be what came of a creation that ECR has not answered. */
    boolean mayHaveCreated(CreationTemplate template) {
        return isSince(askedAt, template);
    }

    /** Whether the template is not older than the request, as far as the clocks of AWS and of the operator agree. */
    static boolean isSince(Optional<Instant> askedAt, CreationTemplate template) {
        return askedAt.filter(asked -> !template.createdAt().isBefore(asked.minus(SKEW)))
                .isPresent();
    }

    /**
     * Whether it is the very template that the object has had: deleted and created again by others, or in another registry, it is
     * another one.
     *
     * @param here the registry that the template is in; empty if nobody knows
     */
    boolean is(CreationTemplate template, Optional<RegistryId> here) {
        boolean elsewhere = registry.isPresent() && here.isPresent() && !here.equals(registry);
        return !elsewhere
                && createdAt.filter(template.createdAt().toString()::equals).isPresent();
    }
}
