package io.ecroperator.publicrepository;

import io.ecroperator.access.Access;
import io.ecroperator.access.Power;
import io.ecroperator.api.v1alpha1.AdoptionPolicy;
import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.api.v1alpha1.EcrPublicRepositorySpec;
import io.ecroperator.api.v1alpha1.LogoImageSource.ConfigMapKeyRef;
import io.ecroperator.api.v1alpha1.PublicCatalogData;
import io.ecroperator.api.v1alpha1.PublicPolicyStatement;
import io.ecroperator.api.v1alpha1.PublicRepositoryPolicy;
import io.ecroperator.api.v1alpha1.RecreatePolicy;
import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.attachment.PolicyDocuments;
import io.ecroperator.managed.Remarks;
import io.ecroperator.managed.Remarks.Pending;
import io.ecroperator.managed.Resolution;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.policy.PolicyService;
import io.ecroperator.policy.PolicySyntaxException;
import io.ecroperator.publicrepository.DesiredCatalog.DesiredLogo;
import io.ecroperator.status.Noun;
import io.ecroperator.status.Reason;
import io.ecroperator.tagged.TagWish;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns a spec into what it asks of ECR Public, or into the sentence that says why it would be refused. Pure. */
final class PublicRepositoryResolver {

    private final Cluster cluster;

    /** The cluster's name and UID become part of the ownership tags. */
    PublicRepositoryResolver(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Reads the object's spec.
     *
     * @param access what its namespace may do
     * @param logo what came of getting the logo that it names, if it names one
     */
    Resolution<DesiredPublicRepository> resolve(EcrPublicRepository object, Access access, LogoConfigMaps.Got logo) {
        EcrPublicRepositorySpec spec = object.getSpec();
        Optional<PolicyDocument> policy;
        Optional<DesiredCatalog> catalog;
        try {
            policy = Optional.ofNullable(spec.repositoryPolicy()).map(PublicRepositoryResolver::document);
        } catch (PolicySyntaxException e) {
            return refused(List.of(e.getMessage()));
        }
        List<String> violations = policy.filter(document -> !document.isEmpty())
                .map(PolicyDocument::violations)
                .orElse(List.of());
        if (!violations.isEmpty()) {
            return refused(violations);
        }
        try {
            catalog = Optional.ofNullable(spec.catalogData()).map(data -> catalog(data, logo));
        } catch (UnusableLogoException e) {
            return new Resolution.Refused<>(Reason.INVALID_SPEC, "spec.catalogData.logoImage " + e.getMessage());
        }
        Optional<Remarks> remarks = LogoConfigMaps.named(spec).map(reference -> remarks(reference, logo));
        DesiredPublicRepository desired = new DesiredPublicRepository(
                object.getMetadata().getUid(),
                object.effectiveRepositoryName(),
                wish(object, access),
                catalog,
                policy,
                spec.repositoryPolicy() != null
                        && Boolean.TRUE.equals(spec.repositoryPolicy().allowLockout()),
                remarks.isPresent() && logo.logo().isEmpty(),
                Optional.ofNullable(spec.recreatePolicy()).orElse(RecreatePolicy.RECREATE));
        return new Resolution.Resolved<>(desired, remarks.orElse(Remarks.NONE));
    }

    private static Remarks remarks(ConfigMapKeyRef reference, LogoConfigMaps.Got logo) {
        if (logo.logo().isPresent()) {
            return new Remarks(List.of("ConfigMap " + reference.name()), List.of(), Optional.empty(), false);
        }
        String message = "spec.catalogData.logoImageFrom: ConfigMap " + reference.name() + ": " + logo.problem()
                + " What the gallery shows was not changed.";
        return new Remarks(
                List.of(),
                List.of(new Pending(Reason.LOGO_UNAVAILABLE, message, true, false)),
                Optional.empty(),
                false);
    }

    private static PolicyDocument document(PublicRepositoryPolicy own) {
        return PolicyDocuments.ofStatements(
                PolicyService.ECR_PUBLIC,
                own.statements() == null
                        ? null
                        : own.statements().stream()
                                .map(PublicPolicyStatement::asStatement)
                                .toList(),
                own.policyText());
    }

    private TagWish wish(EcrPublicRepository object, Access access) {
        String name = object.effectiveRepositoryName();
        return new TagWish(
                "Public repository " + name,
                cluster.owner(object),
                cluster.uid(),
                Optional.ofNullable(object.getSpec().tags()).map(Map::copyOf),
                Optional.ofNullable(object.getSpec().adoptionPolicy()).orElse(AdoptionPolicy.IF_OWNED),
                access.missing(
                        Power.ADOPTION_POLICY_ALWAYS,
                        RegistryKind.ECR_PUBLIC_REPOSITORY,
                        object.getMetadata().getNamespace(),
                        name));
    }

    private static DesiredCatalog catalog(PublicCatalogData data, LogoConfigMaps.Got logo) {
        return new DesiredCatalog(
                Optional.ofNullable(data.description()),
                Optional.ofNullable(data.aboutText()),
                Optional.ofNullable(data.usageText()),
                Optional.ofNullable(data.architectures()).map(Set::copyOf),
                Optional.ofNullable(data.operatingSystems()).map(Set::copyOf),
                Optional.ofNullable(data.logoImage())
                        .map(PublicRepositoryResolver::logo)
                        .or(() -> Optional.ofNullable(data.logoImageFrom()).flatMap(any -> logo.logo())));
    }

    private static DesiredLogo logo(String base64) {
        return base64.isEmpty() ? new DesiredLogo(Optional.empty(), "") : Pictures.logo(base64);
    }

    private static Resolution<DesiredPublicRepository> refused(List<String> violations) {
        int more = violations.size() - Noun.NAMED;
        String named = violations.stream().limit(Noun.NAMED).collect(Collectors.joining("; "));
        return new Resolution.Refused<>(
                Reason.INVALID_REPOSITORY_POLICY,
                "spec.repositoryPolicy: " + named + (more > 0 ? "; and " + more + " more" : "") + ".");
    }
}
