package io.ecroperator.cli.export;

import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.api.v1alpha1.EcrRegistrySpec;
import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.cli.export.account.FoundAccount;
import io.ecroperator.cli.export.account.FoundPublicRepository;
import io.ecroperator.cli.export.account.FoundRepository;
import io.ecroperator.cli.export.object.Acceptance;
import io.ecroperator.cli.export.object.ExportedKind;
import io.ecroperator.cli.export.object.ExportedManifest;
import io.ecroperator.cli.export.object.ExportedObject;
import io.ecroperator.cli.export.object.Frame;
import io.ecroperator.cli.export.object.ObjectNames;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

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

    /** The manifests. Objects are made one by one, since each takes many times the memory of its manifest. */
    List<ExportedManifest> of(FoundAccount found, Set<ExportedKind> kinds) {
        SharedPolicies shared =
                sharing ? SharedPolicies.among(found.repositories().read()) : SharedPolicies.none();
        return Stream.of(
                        registry(found, kinds),
                        new SettingsObjects(frame).of(found.settings()).stream(),
                        found.publicDisplayName().map(new PublicObjects(frame)::registry).stream(),
                        shared.objects(frame),
                        templates(found),
                        cacheRules(found),
                        repositories(found, shared),
                        publicRepositories(found))
                .flatMap(objects -> objects)
                .map(acceptance::of)
                .map(ExportedObject::manifest)
                .toList();
    }

    private Stream<ExportedObject> registry(FoundAccount found, Set<ExportedKind> kinds) {
        return frame
                .registry()
                .filter(name -> kinds.contains(ExportedKind.REGISTRY))
                .map(name -> registry(name, found.registry()))
                .stream();
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

    private Stream<ExportedObject> templates(FoundAccount found) {
        ObjectNames names = new ObjectNames();
        TemplateObjects objects = new TemplateObjects(frame);
        return found.templates().stream()
                .sorted(Comparator.comparing(CreationTemplate::createdAt).thenComparing(CreationTemplate::prefix))
                .map(template -> objects.of(template, names.of(template.namespace())))
                .sorted(Comparator.comparing(ExportedObject::name));
    }

    private Stream<ExportedObject> cacheRules(FoundAccount found) {
        ObjectNames names = new ObjectNames();
        CacheRuleObjects objects = new CacheRuleObjects(frame);
        return found.cacheRules().stream()
                .sorted(Comparator.comparing(PullThroughCacheRule::createdAt)
                        .thenComparing(PullThroughCacheRule::ecrRepositoryPrefix))
                .map(rule -> objects.of(rule, names.of(rule.ecrRepositoryPrefix())))
                .sorted(Comparator.comparing(ExportedObject::name));
    }

    private Stream<ExportedObject> repositories(FoundAccount found, SharedPolicies shared) {
        RepositoryObjects objects = new RepositoryObjects(frame, shared);
        Function<FoundRepository, String> name =
                each -> found.objectNames().get(each.repository().repositoryName());
        return found.repositories().read().stream()
                .sorted(Comparator.comparing(name))
                .map(each -> objects.of(each, name.apply(each)));
    }

    private Stream<ExportedObject> publicRepositories(FoundAccount found) {
        PublicObjects objects = new PublicObjects(frame);
        Function<FoundPublicRepository, String> name =
                each -> found.publicObjectNames().get(each.repository().repositoryName());
        return found.publicRepositories().read().stream()
                .sorted(Comparator.comparing(name))
                .map(each -> objects.of(each, name.apply(each)));
    }
}
