package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sees every version of an object and holds each claim of Ready against ECR. Edits have to count upwards: what ECR holds
 * may be newer than a version that is seen late, and must not be older.
 */
final class ReadyClaims implements AutoCloseable {

    private final World world;
    private final String name;
    private final Facet facet;
    private final List<String> lies = new CopyOnWriteArrayList<>();
    private final AtomicInteger versions = new AtomicInteger();
    private final Watch watch;

    private ReadyClaims(World world, String name, Facet facet) {
        this.world = world;
        this.name = name;
        this.facet = facet;
        this.watch = world.resource(name).watch(new Watcher<EcrRepository>() {
            @Override
            public void eventReceived(Action action, EcrRepository object) {
                check(object);
            }

            @Override
            public void onClose(WatcherException cause) {
                lies.add("the watch broke: " + cause.getMessage());
            }
        });
    }

    /** Watches from now on. */
    static ReadyClaims watch(World world, String name, Facet facet) {
        return new ReadyClaims(world, name, facet);
    }

    private void check(EcrRepository object) {
        versions.incrementAndGet();
        long generation = object.getMetadata().getGeneration();
        boolean claimed = object.getStatus() != null
                && Conditions.isTrue(object.getStatus().conditions(), ConditionType.READY, generation);
        int held = facet.heldBy(world, name);
        if (claimed && held < facet.wantedBy(object)) {
            lies.add("generation " + generation + " asks for " + facet.wantedBy(object)
                    + " and claims to be ready while ECR holds " + held);
        }
    }

    /** How many versions it has seen. */
    int versions() {
        return versions.get();
    }

    /** Fails if a version has claimed what was not so. */
    void shouldAllBeTrue() {
        assertThat(lies).isEmpty();
        assertThat(versions.get()).isPositive();
    }

    @Override
    public void close() {
        watch.close();
    }
}
