package io.ecroperator.bench;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Secrets of ClusterEcrPullSecrets as a watch tells of them, so that a time is measured and not the period of a poll. */
final class WatchedSecrets implements AutoCloseable {

    private static final String LABEL = "ecr-operator.io/pull-secret";
    private static final Pattern EXPIRES_AT = Pattern.compile("\"expiresAt\":\"([^\"]+)\"");

    /** How late a wait may end; the times are the watch's. */
    private static final Duration POLL = Duration.ofMillis(20);

    private final Map<String, Seen> byNamespace = new ConcurrentHashMap<>();
    private final Watch watch;

    /**
     * A Secret.
     *
     * @param tokens how many tokens it holds
     * @param expiresAt when the first of them expires
     * @param at the {@link System#nanoTime()} when the watch told of it
     */
    record Seen(String uid, int tokens, Instant expiresAt, long at) {}

    /** Begins to watch. */
    WatchedSecrets(KubernetesClient client) {
        watch = client.secrets().inAnyNamespace().withLabel(LABEL, "cluster").watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, Secret secret) {
                take(action, secret);
            }

            @Override
            public void onClose(WatcherException cause) {
                throw new IllegalStateException("The watch of Secrets ended", cause);
            }
        });
    }

    private void take(Watcher.Action action, Secret secret) {
        String namespace = secret.getMetadata().getNamespace();
        if (action == Watcher.Action.DELETED) {
            byNamespace.remove(namespace);
        } else {
            byNamespace.put(namespace, seen(secret));
        }
    }

    private static Seen seen(Secret secret) {
        Matcher matcher =
                EXPIRES_AT.matcher(secret.getMetadata().getAnnotations().getOrDefault(LABEL, ""));
        int tokens = 0;
        Instant first = Instant.MAX;
        while (matcher.find()) {
            tokens++;
            Instant expiresAt = Instant.parse(matcher.group(1));
            first = expiresAt.isBefore(first) ? expiresAt : first;
        }
        return new Seen(secret.getMetadata().getUid(), tokens, first, System.nanoTime());
    }

    private Optional<Seen> in(String namespace) {
        return Optional.ofNullable(byNamespace.get(namespace));
    }

    /** Waits until so many namespaces have such a Secret; tells when the last of them came. */
    long await(int namespaces, Predicate<Seen> such) {
        Await.seconds(
                "Secrets in " + namespaces + " namespaces",
                System.nanoTime(),
                POLL,
                () -> byNamespace.values().stream().filter(such).count() >= namespaces);
        return byNamespace.values().stream()
                .filter(such)
                .mapToLong(Seen::at)
                .max()
                .orElseThrow();
    }

    /** Waits until the namespace has such a Secret. */
    Seen await(String namespace, Predicate<Seen> such) {
        Await.seconds("a Secret in " + namespace, System.nanoTime(), POLL, () -> in(namespace)
                .filter(such)
                .isPresent());
        return in(namespace).orElseThrow();
    }

    @Override
    public void close() {
        watch.close();
    }
}
