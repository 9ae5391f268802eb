package io.ecroperator.cli.export;

import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.api.v1alpha1.EcrRegistrySpec;
import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.RegistryId;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The objects of a registry, sorted by kind and name: the same for the same contents of ECR. */
final class AccountExport {

    private final Frame frame;
    private final boolean sharing;
    private final Acceptance acceptance = new Acceptance();

    /**
     * An export.
     *
     * @param sharing whether policies that several repositories have become objects of their own
     */
    AccountExport(Frame frame, boolean sharing) {
        this.frame = frame;
        this.sharing = sharing;
    }

    List<ExportedObject> of(FoundAccount found, Set<ExportedKind> kinds) {
        SharedPolicies shared =
                sharing ? SharedPolicies.among(found.repositories().read()) : SharedPolicies.none();
        List<ExportedObject> objects = new ArrayList<>();
        if (kinds.contains(ExportedKind.REGISTRY)) {
            frame.registry().ifPresent(name -> objects.add(registry(name, found.registry())));
        }
        objects.addAll(new SettingsObjects(frame).of(found.settings()));
        found.publicDisplayName().map(new PublicObjects(frame)::registry).ifPresent(objects::add);
        objects.addAll(shared.objects(frame));
        objects.addAll(templates(found));
        objects.addAll(cacheRules(found));
        objects.addAll(repositories(found, shared));
        objects.addAll(publicRepositories(found));
        return objects.stream().map(acceptance::of).toList();
    }

    private static ExportedObject registry(String name, RegistryId registry) {
        EcrRegistry object = new EcrRegistry();
        object.setMetadata(new ObjectMetaBuilder().withName(name).build());
        object.setSpec(
                new EcrRegistrySpec(registry.accountId(), registry.region(), null, null, null, null, null, null, null));
        return ExportedObject.of(
                object,
                List.of(
                        "Without access, every namespace may use the registry; without credentials, the operator calls it as"
                                + " itself."));
    }

    private List<ExportedObject> templates(FoundAccount found) {
        ObjectNames names = new ObjectNames();
        TemplateObjects objects = new TemplateObjects(frame);
        return found.templates().stream()
                .sorted(Comparator.comparing(CreationTemplate::createdAt).thenComparing(CreationTemplate::prefix))
                .map(template -> objects.of(template, names.of(template.namespace())))
                .sorted(Comparator.comparing(ExportedObject::name))
                .toList();
    }

    private List<ExportedObject> cacheRules(FoundAccount found) {
        ObjectNames names = new ObjectNames();
        CacheRuleObjects objects = new CacheRuleObjects(frame);
        return found.cacheRules().stream()
                .sorted(Comparator.comparing(PullThroughCacheRule::createdAt)
                        .thenComparing(PullThroughCacheRule::ecrRepositoryPrefix))
                .map(rule -> objects.of(rule, names.of(rule.ecrRepositoryPrefix())))
                .sorted(Comparator.comparing(ExportedObject::name))
                .toList();
    }

    private List<ExportedObject> repositories(FoundAccount found, SharedPolicies shared) {
        RepositoryObjects objects = new RepositoryObjects(frame, shared);
        return found.repositories().read().stream()
                .map(repository -> objects.of(
                        repository,
                        found.objectNames().get(repository.repository().repositoryName())))
                .sorted(Comparator.comparing(ExportedObject::name))
                .toList();
    }

    private List<ExportedObject> publicRepositories(FoundAccount found) {
        PublicObjects objects = new PublicObjects(frame);
        return found.publicRepositories().read().stream()
                .map(each -> objects.of(
                        each, found.publicObjectNames().get(each.repository().repositoryName())))
                .sorted(Comparator.comparing(ExportedObject::name))
                .toList();
    }
}
