package io.ecroperator.serviceaccount;

import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What makes a ServiceAccount be looked at beside itself: pull secrets of its namespace, and of the cluster. The fields are
 * set once, before anything is reconciled.
 */
final class ServiceAccountSources {

    private final ServiceAccountView view;
    private final boolean wholeCluster;
    private IndexerResourceCache<ServiceAccount> accounts;
    private InformerEventSource<EcrPullSecret, ServiceAccount> ofOneNamespace;
    private Optional<InformerEventSource<ClusterEcrPullSecret, ServiceAccount>> ofCluster = Optional.empty();
    private Optional<InformerEventSource<Namespace, ServiceAccount>> namespaces = Optional.empty();

    /** {@code wholeCluster} if ClusterEcrPullSecrets count too. */
    ServiceAccountSources(ServiceAccountView view, boolean wholeCluster) {
        this.view = view;
        this.wholeCluster = wholeCluster;
    }

    List<EventSource<?, ServiceAccount>> of(EventSourceContext<ServiceAccount> context) {
        accounts = context.getPrimaryCache();
        List<EventSource<?, ServiceAccount>> sources = new ArrayList<>();
        ofOneNamespace = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(EcrPullSecret.class, ServiceAccount.class)
                        .withName("pull-secrets")
                        .withSecondaryToPrimaryMapper(
                                object -> ids(in(object.getMetadata().getNamespace())))
                        .withOnUpdateFilter(ServiceAccountSources::isAnotherSpec)
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
        sources.add(ofOneNamespace);
        SimpleInboundEventSource<ServiceAccount> secrets = new SimpleInboundEventSource<>("foreign-secrets");
        view.onForeign(namespace -> ids(in(namespace)).forEach(secrets::propagateEvent));
        sources.add(secrets);
        // Runs once its cache is filled, and starts after the ServiceAccounts' own.
        view.accounts(this::in, ofOneNamespace::isRunning);
        if (wholeCluster) {
            ofCluster = Optional.of(new InformerEventSource<>(
                    InformerEventSourceConfiguration.from(ClusterEcrPullSecret.class, ServiceAccount.class)
                            .withName("cluster-pull-secrets")
                            .withSecondaryToPrimaryMapper(object -> ids(accounts.list(account -> true)))
                            .withOnUpdateFilter(ServiceAccountSources::isAnotherSpec)
                            .build(),
                    context));
            namespaces = Optional.of(new InformerEventSource<>(
                    InformerEventSourceConfiguration.from(Namespace.class, ServiceAccount.class)
                            .withName("namespaces")
                            .withSecondaryToPrimaryMapper(
                                    namespace -> ids(in(namespace.getMetadata().getName())))
                            .withOnUpdateFilter((after, before) -> !Objects.equals(
                                    after.getMetadata().getLabels(),
                                    before.getMetadata().getLabels()))
                            .build(),
                    context));
            ofCluster.ifPresent(sources::add);
            namespaces.ifPresent(sources::add);
        }
        return sources;
    }

    /** What the ServiceAccount is to have now. */
    Demand demand(ServiceAccount account) {
        String namespace = account.getMetadata().getNamespace();
        Demand here = Demand.of(
                account,
                ofOneNamespace
                        .list(object -> namespace.equals(object.getMetadata().getNamespace()))
                        .toList());
        return ofCluster
                .map(source -> here.andOfCluster(
                        account,
                        source.list(object -> true).toList(),
                        // Its event may come after the ServiceAccount's, and leads here again.
                        namespaces.flatMap(known -> known.get(new ResourceID(namespace)))))
                .orElse(here);
    }

    private Stream<ServiceAccount> in(String namespace) {
        return accounts.byIndex(Cache.NAMESPACE_INDEX, namespace).stream();
    }

    private static Set<ResourceID> ids(Stream<ServiceAccount> accounts) {
        return accounts.map((HasMetadata account) -> ResourceID.fromResource(account))
                .collect(Collectors.toSet());
    }

    private static boolean isAnotherSpec(HasMetadata after, HasMetadata before) {
        return !Objects.equals(
                        after.getMetadata().getGeneration(),
                        before.getMetadata().getGeneration())
                || after.isMarkedForDeletion() != before.isMarkedForDeletion();
    }
}
