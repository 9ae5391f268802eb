package io.ecroperator.trouble;

import io.ecroperator.process.OperatorJar;
import io.ecroperator.process.ProcessWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two replicas; in each step the leader goes when it has begun to write, killed and told to stop by turns. */
final class LeaderChanges implements Trouble {

    /** So many writes of a step are done when the leader goes. */
    private static final int WRITES = 5;

    private final Strikes strikes = new Strikes();
    private final List<OperatorJar> replicas = new ArrayList<>();
    private final ProcessWorld world;
    private int started;
    private int steps;
    private int writesBefore;
    private boolean due = true;

    LeaderChanges(ProcessWorld world) {
        this.world = world;
        startReplica();
        startReplica();
        replicas.forEach(world::awaitReady);
    }

    private void startReplica() {
        started = started + 1;
        String name = "operator-" + started;
        replicas.add(world.start(settings -> settings.named(name)));
    }

    @Override
    public void goOn() {
        Optional<OperatorJar> leader =
                replicas.stream().filter(OperatorJar::leads).findAny();
        boolean writing = world.emulator().calls().writes().size() >= writesBefore + WRITES;
        if (due && writing && leader.isPresent()) {
            due = false;
            replicas.remove(leader.get());
            if (steps % 2 == 0) {
                leader.get().kill9();
                strikes.kill();
            } else {
                leader.get().terminate();
            }
            startReplica();
        }
    }

    @Override
    public void nextStep() {
        steps = steps + 1;
        due = true;
        writesBefore = world.emulator().calls().writes().size();
    }

    @Override
    public Fate fate(String operation, String repository) {
        return Fate.NONE;
    }

    @Override
    public boolean mayRepeatUnheardWrites() {
        return false;
    }

    @Override
    public Strikes strikes() {
        return strikes;
    }
}
