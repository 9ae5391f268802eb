package io.ecroperator.managed.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.ManagedSpec;
import io.ecroperator.api.v1alpha1.RecordedStatus;
import io.ecroperator.aws.RegistryItem;
import io.ecroperator.managed.recorded.RecordedSteps.Step;
import io.ecroperator.managed.recorded.RecordedSteps.Tampering;
import io.ecroperator.support.InMemoryEcr.Fault;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What happens to one object whose thing has no tags, and what must be so in the end. Others make nothing that is just as the object asks for
 * it: right after a creation of its own that ECR has not answered, nobody could tell that from it.
 */
public final class RecordedHistory<
        R extends CustomResource<? extends ManagedSpec, S>, S extends RecordedStatus, T extends RegistryItem> {

    private final RecordedCase<R, S, T> kind;
    private final boolean consents;
    private final RecordedWorld<R, S, T> world;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private Optional<T> foreign = Optional.empty();
    private int written;

    /** Whether what the object has created was changed, or is asked for otherwise, before a status could say whose it is. */
    private boolean stray;

    /** Of an object that consents to a takeover, or not. */
    public RecordedHistory(RecordedCase<R, S, T> kind, boolean consents) {
        this.kind = kind;
        this.consents = consents;
        this.world = kind.world();
        write(0);
        world.ecr().fail(operation -> Optional.ofNullable(faults.poll()));
    }

    /** Lets all of that happen, and then nothing any more for as long as it may take. */
    public void happens(List<Step> steps) {
        steps.forEach(this::take);
        faults.clear();
        world.onTheWay(() -> {});
        world.pass(Duration.ofMinutes(30));
        world.list();
        reconcile();
        reconcile();
    }

    /** It is as the spec says, or is left as others have made it; another pass does nothing, in a new process either. */
    public void shouldHaveConverged() {
        if (foreign.isPresent() || isLeft()) {
            assertThat(world.ready()).isEqualTo("False NotOwned");
        } else {
            assertThat(world.ready()).isEqualTo("True InSync");
            assertThat(world.object().getStatus().owned()).isTrue();
            assertThat(world.object().getStatus().creationAskedAt()).isNull();
            assertThat(kind.isAsAsked(world.ecr().held().get(kind.name()), written))
                    .isTrue();
        }
        world.ecr().calls();
        int statuses = world.statusWrites();
        reconcile();
        world.restart();
        reconcile();
        assertThat(world.ecr().calls()).allMatch(call -> call.startsWith("Describe"));
        assertThat(world.statusWrites()).isEqualTo(statuses);
    }

    /** The object goes: its own thing with it, and nothing of others. */
    public void shouldDeleteNothingButItsOwn() {
        Optional<T> stays = isLeft() ? there() : foreign;
        world.delete();
        assertThat(there()).isEqualTo(stays);
    }

    /** What strays is either known again, since in the end it is as the object asks, or left alone. */
    private boolean isLeft() {
        return stray && !world.ready().equals("True InSync");
    }

    private Optional<T> there() {
        return Optional.ofNullable(world.ecr().held().get(kind.name()));
    }

    private boolean isUnrecorded() {
        Optional<String> recorded = Recorded.in(world.object().getStatus()).createdAt();
        return there().map(thing -> thing.createdAt().toString())
                .filter(created -> !recorded.equals(Optional.of(created)))
                .isPresent();
    }

    private void take(Step step) {
        switch (step) {
            case Step.Write(var spec) -> write(spec);
            case Step.Outside(var what) -> tamper(what);
            case Step.Failing(var fault, var calls) -> {
                for (int i = 0; i < calls; i++) {
                    faults.add(fault);
                }
            }
            case Step.List list -> outlived(world::list);
            case Step.Restart restart -> world.restart();
            case Step.Dying(var crossings) -> world.onTheWay(new Death.Scythe(crossings));
            case Step.Reconcile reconcile -> reconcile();
            case Step.Wait(var minutes) -> outlived(() -> world.pass(Duration.ofMinutes(minutes)));
        }
    }

    private void write(int spec) {
        stray |= spec != written && isUnrecorded();
        written = spec;
        kind.write(world, spec, consents);
    }

    /** A pass never touches what others have made, unless the object may take it over. */
    private void reconcile() {
        outlived(world::reconcile);
        if (!consents) {
            foreign.ifPresent(thing -> assertThat(world.ecr().held()).containsEntry(kind.name(), thing));
        }
    }

    private void outlived(Runnable step) {
        try {
            step.run();
        } catch (Death death) {
            world.restart();
        }
    }

    private void tamper(Tampering what) {
        stray = what == Tampering.CHANGE && (stray || isUnrecorded());
        switch (what) {
            case CHANGE ->
                world.ecr().held().computeIfPresent(kind.name(), (name, thing) -> kind.tampering()
                        .apply(thing));
            case DELETE -> world.ecr().held().remove(kind.name());
            case CREATE_ANOTHER ->
                world.ecr().held().put(kind.name(), kind.tampering().apply(kind.created(world.ecr(), written)));
        }
        foreign = foreign(what);
    }

    private Optional<T> foreign(Tampering what) {
        boolean others = what == Tampering.CREATE_ANOTHER || foreign.isPresent();
        return there().filter(any -> others && !consents);
    }
}
