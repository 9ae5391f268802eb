package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.runtime.LenientObjects;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the operator's client makes of the API server's word that a watch has to begin anew. */
@ExtendWith(SharedCluster.class)
class TooOldWatchIT {

    @Test
    void shouldEndAWatchWhoseResourceVersionIsTooOld(LocalCluster cluster) throws Exception {
        // Given
        Install.into(cluster);
        CompletableFuture<WatcherException> closed = new CompletableFuture<>();
        Watcher<EcrRepository> watcher = new Watcher<>() {
            @Override
            public void eventReceived(Action action, EcrRepository object) {}

            @Override
            public void onClose(WatcherException cause) {
                closed.complete(cause);
            }
        };

        // When
        try (KubernetesClient client = cluster.clientAs(LenientObjects.serialization(), "admin", "system:masters")) {
            Watch watch = client.resources(EcrRepository.class)
                    .inAnyNamespace()
                    .watch(new ListOptionsBuilder().withResourceVersion("1").build(), watcher);

            // Then
            assertThat(closed.get(30, TimeUnit.SECONDS).isHttpGone()).isTrue();
            watch.close();
        }
    }
}
