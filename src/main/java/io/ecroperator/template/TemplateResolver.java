package io.ecroperator.template;

import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplateSpec;
import io.ecroperator.api.v1alpha1.ImageTagMutabilityExclusionFilter;
import io.ecroperator.api.v1alpha1.RecordedAdoptionPolicy;
import io.ecroperator.api.v1alpha1.TemplateEncryption;
import io.ecroperator.attachment.PolicyDocuments;
import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.managed.Resolution;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.status.Noun;
import io.ecroperator.status.Reason;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Turns a spec into what it asks of ECR, or into the sentence that says why ECR would refuse it. Pure. */
final class TemplateResolver {

    /** A policy of the spec: read, not there, or refused. */
    private record Read(Optional<PolicyDocument> document, Optional<Resolution.Refused<DesiredTemplate>> refusal) {}

    private TemplateResolver() {}

    /** {@code byPush} is asked only where a push creates. */
    static Resolution<DesiredTemplate> resolve(EcrRepositoryCreationTemplate object, Supplier<PushOpenness> byPush) {
        EcrRepositoryCreationTemplateSpec spec = object.getSpec();
        if (spec.appliedFor() == null || spec.appliedFor().isEmpty()) {
            return new Resolution.Refused<>(
                    Reason.INVALID_SPEC, "spec names no occasion: write appliedFor, such as [PULL_THROUGH_CACHE].");
        }
        Read lifecycle = read(
                "lifecyclePolicy",
                Reason.INVALID_LIFECYCLE_POLICY,
                Optional.ofNullable(spec.lifecyclePolicy())
                        .map(own -> () -> PolicyDocuments.ofRules(own.rules(), own.policyText())));
        Read repository = read(
                "repositoryPolicy",
                Reason.INVALID_REPOSITORY_POLICY,
                Optional.ofNullable(spec.repositoryPolicy())
                        .map(own -> () -> PolicyDocuments.ofStatements(own.statements(), own.policyText())));
        return lifecycle
                .refusal()
                .or(repository::refusal)
                .<Resolution<DesiredTemplate>>map(refused -> refused)
                .orElseGet(() -> resolved(desired(object, spec, repository.document(), lifecycle.document()), byPush));
    }

    private static Resolution<DesiredTemplate> resolved(DesiredTemplate desired, Supplier<PushOpenness> byPush) {
        return new Resolution.Resolved<>(desired, TemplateRemarks.of(desired, byPush));
    }

    private static Read read(String field, Reason reason, Optional<Supplier<PolicyDocument>> given) {
        List<String> violations;
        try {
            Optional<PolicyDocument> document = given.map(Supplier::get);
            violations = document.filter(policy -> !policy.isEmpty())
                    .map(PolicyDocument::violations)
                    .orElse(List.of());
            if (violations.isEmpty()) {
                return new Read(document, Optional.empty());
            }
        } catch (PolicySyntaxException e) {
            violations = List.of(e.getMessage());
        }
        int more = violations.size() - Noun.NAMED;
        String sentences = violations.stream().limit(Noun.NAMED).collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " more" : "");
        return new Read(
                Optional.empty(),
                Optional.of(new Resolution.Refused<>(reason, "spec." + field + ": " + sentences + ".")));
    }

    private static DesiredTemplate desired(
            EcrRepositoryCreationTemplate object,
            EcrRepositoryCreationTemplateSpec spec,
            Optional<PolicyDocument> repositoryPolicy,
            Optional<PolicyDocument> lifecyclePolicy) {
        return new DesiredTemplate(
                object.effectivePrefix(),
                spec.appliedFor().stream().map(Enum::name).collect(Collectors.toUnmodifiableSet()),
                Optional.ofNullable(spec.description()),
                Optional.ofNullable(spec.encryptionConfiguration()).map(TemplateResolver::encryption),
                Optional.ofNullable(spec.resourceTags()),
                Optional.ofNullable(spec.imageTagMutability())
                        .map(wanted -> mutability(wanted.name(), spec.imageTagMutabilityExclusionFilters())),
                repositoryPolicy,
                lifecyclePolicy,
                Optional.ofNullable(spec.customRoleArn()),
                spec.adoptionPolicy() == RecordedAdoptionPolicy.IF_UNOWNED);
    }

    private static Encryption encryption(TemplateEncryption encryption) {
        return new Encryption(encryption.encryptionType().name(), encryption.kmsKey());
    }

    private static TagMutability mutability(String value, List<ImageTagMutabilityExclusionFilter> filters) {
        return new TagMutability(
                value,
                filters == null
                        ? new TreeSet<>()
                        : filters.stream()
                                .map(ImageTagMutabilityExclusionFilter::filter)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }
}
