package io.ecroperator.cli.export;

import io.ecroperator.api.v1alpha1.AdoptionPolicy;
import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.api.v1alpha1.EcrPublicRepositorySpec;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationSpec;
import io.ecroperator.api.v1alpha1.EntryAdoptionPolicy;
import io.ecroperator.api.v1alpha1.PolicyStatement;
import io.ecroperator.api.v1alpha1.PublicCatalogData;
import io.ecroperator.api.v1alpha1.PublicPolicyStatement;
import io.ecroperator.api.v1alpha1.PublicRegistryCatalogData;
import io.ecroperator.api.v1alpha1.PublicRepositoryPolicy;
import io.ecroperator.aws.CatalogData;
import io.ecroperator.cli.export.account.FoundPublicRepository;
import io.ecroperator.cli.export.object.ExportedObject;
import io.ecroperator.cli.export.object.ExportedTags;
import io.ecroperator.cli.export.object.Frame;
import io.ecroperator.cli.export.object.TypedPolicies;
import io.ecroperator.cli.export.object.TypedPolicies.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An EcrPublicRepository for a repository in ECR Public, and an EcrRegistryConfiguration with the name of the registry. */
final class PublicObjects {

    /** What the object is called that names the registry. */
    static final String REGISTRY = "public-registry";

    private final Frame frame;

    PublicObjects(Frame frame) {
        this.frame = frame;
    }

    /** How the public registry of the account is called. */
    ExportedObject registry(String displayName) {
        EcrRegistryConfiguration object = new EcrRegistryConfiguration();
        object.setMetadata(frame.metadata(REGISTRY));
        object.setSpec(new EcrRegistryConfigurationSpec(
                frame.registryRef(),
                null,
                null,
                null,
                null,
                null,
                null,
                new PublicRegistryCatalogData(displayName),
                null,
                EntryAdoptionPolicy.IF_UNOWNED,
                null));
        return ExportedObject.of(object, List.of());
    }

    /** The object, called {@code name}. */
    ExportedObject of(FoundPublicRepository found, String name) {
        List<String> remarks = new ArrayList<>();
        String repositoryName = found.repository().repositoryName();
        EcrPublicRepository object = new EcrPublicRepository();
        object.setMetadata(frame.metadata(name));
        object.setSpec(new EcrPublicRepositorySpec(
                frame.registryRef(),
                repositoryName.equals(name) ? null : repositoryName,
                found.catalogData().map(data -> catalogData(data, remarks)).orElse(null),
                ExportedTags.of(found.tags(), "spec.tags", remarks),
                found.repositoryPolicy().map(text -> policy(text, remarks)).orElse(null),
                null,
                AdoptionPolicy.IF_UNOWNED,
                null,
                null));
        return ExportedObject.of(object, remarks);
    }

    /** Null where the gallery shows nothing. */
    private static PublicCatalogData catalogData(CatalogData found, List<String> remarks) {
        found.logoUrl()
                .ifPresent(url ->
                        remarks.add("spec.catalogData.logoImage is left out, and ECR keeps it: AWS does not give the"
                                + " picture back."));
        PublicCatalogData data = new PublicCatalogData(
                text(found.description()),
                text(found.aboutText()),
                text(found.usageText()),
                names(found.architectures()),
                names(found.operatingSystems()),
                null,
                null);
        return data.equals(new PublicCatalogData(null, null, null, null, null, null, null)) ? null : data;
    }

    private static String text(Optional<String> found) {
        return found.filter(text -> !text.isEmpty()).orElse(null);
    }

    private static List<String> names(Set<String> found) {
        return found.isEmpty() ? null : found.stream().sorted().toList();
    }

    private static PublicRepositoryPolicy policy(String text, List<String> remarks) {
        Written<PolicyStatement> written = TypedPolicies.statements(text);
        written.whyText().ifPresent(why -> remarks.add("spec.repositoryPolicy is text: " + why + "."));
        List<PublicPolicyStatement> statements = written.entries() == null
                ? null
                : written.entries().stream().map(PublicObjects::statement).toList();
        return new PublicRepositoryPolicy(statements, written.text(), null);
    }

    private static PublicPolicyStatement statement(PolicyStatement same) {
        return new PublicPolicyStatement(
                same.sid(),
                same.effect(),
                same.principal(),
                same.notPrincipal(),
                same.action(),
                same.notAction(),
                same.condition());
    }
}
