package io.ecroperator.bench;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts, with a watch, the EcrRepositories that are Ready at a generation. */
final class ReadyCount implements Watcher<EcrRepository>, AutoCloseable {

    private final Map<String, Long> readyGenerations = new ConcurrentHashMap<>();
    private volatile WatcherException lost;
    private Watch watch;

    private ReadyCount() {}

    /** Starts to count in a namespace; what is there already counts too. */
    static ReadyCount in(KubernetesClient client, String namespace) {
        ReadyCount count = new ReadyCount();
        count.watch =
                client.resources(EcrRepository.class).inNamespace(namespace).watch(count);
        return count;
    }

    /**
     * How many are Ready at the given generation or a later one.
     *
     * @throws IllegalStateException if the watch was lost
     */
    long atGeneration(long generation) {
        if (lost != null) {
            throw new IllegalStateException("The watch was lost", lost);
        }
        return readyGenerations.values().stream()
                .filter(ready -> ready >= generation)
                .count();
    }

    @Override
    public void eventReceived(Action action, EcrRepository object) {
        Long generation = object.getMetadata().getGeneration();
        boolean ready = object.getStatus() != null
                && Conditions.isTrue(object.getStatus().conditions(), ConditionType.READY, generation);
        if (ready && action != Action.DELETED) {
            readyGenerations.put(object.getMetadata().getName(), generation);
        } else {
            readyGenerations.remove(object.getMetadata().getName());
        }
    }

    @Override
    public void onClose(WatcherException cause) {
        lost = cause;
    }

    @Override
    public void close() {
        watch.close();
    }
}
