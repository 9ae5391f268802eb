package io.ecroperator.trouble;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Strikes calls by a seed: the nth call of an operation on a repository meets the same fate in every run, in whatever order
 * the threads come.
 */
final class SeededTrouble implements Trouble {

    private final Strikes strikes = new Strikes();
    private final ConcurrentHashMap<String, Integer> calls = new ConcurrentHashMap<>();
    private final long seed;
    private final double share;
    private final List<Fate> fates;

    /** Strikes this share of all calls (0..1), each with one of the fates. */
    SeededTrouble(long seed, double share, Fate... fates) {
        this.seed = seed;
        this.share = share;
        this.fates = List.of(fates);
    }

    @Override
    public Fate fate(String operation, String repository) {
        int call = calls.merge(operation + "/" + repository, 1, Integer::sum);
        SplittableRandom random = new SplittableRandom(seed * 31 + Objects.hash(operation, repository, call));
        return random.nextDouble() < share
                ? strikes.call(operation, fates.get(random.nextInt(fates.size())))
                : Fate.NONE;
    }

    @Override
    public Strikes strikes() {
        return strikes;
    }
}
