package io.ecroperator.aws.view;

import io.ecroperator.aws.Repository;
import io.ecroperator.aws.error.AwsFailure;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * One repository in the view, with what it takes to tell an older answer from a newer one. Marks number the beginnings of
 * reads and the answers to writes in the order in which they come, and say when that was ({@link Marks}). Several reads of a repository may be on their way at once
 * (an object's pass, a deep read, a sweep that lasts minutes while AWS is in trouble), and their answers overtake each other.
 *
 * @param seen what is known
 * @param describedMark when the read began that brought the description
 * @param readMarks when the reads began that brought the other parts; never older than the incarnation that they are of
 * @param refusals the parts that AWS does not let be read, of which what is seen is only what was there before
 * @param missedMark when the last read began that did not find the repository, which was too new for that to mean anything;
 *     0 if it has been found since
 * @param writtenMark when the last write of ours was answered
 * @param writtenAt the time of that; null if there was none
 * @param listed whether a listing has had it since it is there
 */
record ViewEntry(
        ViewedRepository seen,
        long describedMark,
        Map<DeepFacet, Long> readMarks,
        Map<DeepFacet, Refusal> refusals,
        long missedMark,
        long writtenMark,
        Instant writtenAt,
        boolean listed) {

    /** What is still on its way was asked of another incarnation, so all its parts count as read when it was found. */
    private static final Set<DeepFacet> ALL = Set.of(DeepFacet.values());

    /**
     * A read that AWS has refused.
     *
     * @param mark when the first one began
     */
    record Refusal(AwsFailure failure, long mark) {

        boolean says(AwsFailure again) {
            return failure.operation().equals(again.operation())
                    && failure.message().equals(again.message());
        }
    }

    /** What is known before any answer that is kept. */
    static ViewEntry of(ViewedRepository seen) {
        return new ViewEntry(seen, 0, Map.of(), Map.of(), 0, 0, null, false);
    }

    /** The same with another instance of what is known. */
    ViewEntry keeping(ViewedRepository same) {
        return new ViewEntry(same, describedMark, readMarks, refusals, missedMark, writtenMark, writtenAt, listed);
    }

    /** Takes a description that a read begun at {@code mark} has brought, or that there is no such repository. */
    ViewEntry described(long mark, Reading<Repository> description) {
        if (describedAfter(mark)) {
            return this;
        }
        boolean sameIncarnation = description.toOptional().filter(seen::isOf).isPresent();
        return new ViewEntry(
                seen.withRepository(description),
                mark,
                sameIncarnation ? readMarks : with(readMarks, ALL, mark),
                sameIncarnation ? refusals : Map.of(),
                missedMark > mark ? missedMark : 0,
                writtenMark,
                writtenAt,
                listed);
    }

    /** Takes the answer of a read begun at {@code mark} that there is no such repository, while that may not mean anything. */
    ViewEntry missed(long mark) {
        return describedAfter(mark)
                ? this
                : new ViewEntry(seen, describedMark, readMarks, refusals, mark, writtenMark, writtenAt, listed);
    }

    /** Whether it is not known any more whether the repository is there. */
    boolean mayBeGone() {
        return missedMark > 0 && seen.repository() instanceof Reading.Found;
    }

    /** Takes a part that a read begun at {@code mark} has brought. */
    ViewEntry read(DeepFacet facet, long mark, ViewedRepository answer) {
        if (writtenMark > mark || readMarks.getOrDefault(facet, 0L) > mark) {
            return this;
        }
        Map<DeepFacet, Long> marks = with(readMarks, Set.of(facet), mark);
        return new ViewEntry(
                answer,
                describedMark,
                marks,
                without(refusals, Set.of(facet)),
                missedMark,
                writtenMark,
                writtenAt,
                listed);
    }

    /** Takes the refusal of a read begun at {@code mark}; since when that is so stays as it is. */
    ViewEntry refused(DeepFacet facet, long mark, AwsFailure failure) {
        Refusal before = refusals.get(facet);
        if (readMarks.getOrDefault(facet, 0L) > mark || (before != null && before.says(failure))) {
            return this;
        }
        Map<DeepFacet, Refusal> after = new EnumMap<>(DeepFacet.class);
        after.putAll(refusals);
        after.put(facet, new Refusal(failure, before == null ? mark : before.mark()));
        return new ViewEntry(seen, describedMark, readMarks, after, missedMark, writtenMark, writtenAt, listed);
    }

    /** Takes the answer to a write of ours, which tells how these parts are now. */
    ViewEntry written(long mark, Instant at, Set<DeepFacet> told, ViewedRepository after) {
        boolean still = listed && seen.repository() instanceof Reading.Found;
        return new ViewEntry(
                after, describedMark, with(readMarks, told, mark), without(refusals, told), 0, mark, at, still);
    }

    /** Takes what a complete listing that began then says of the repository. */
    ViewEntry list(long mark, Instant startedAt, Repository repository) {
        boolean deletedJustNow = seen.repository() instanceof Reading.Absent && recent(startedAt);
        if (describedAfter(mark) || deletedJustNow) {
            return this;
        }
        ViewEntry after = described(mark, Reading.found(repository));
        return new ViewEntry(
                after.seen, mark, after.readMarks, after.refusals, after.missedMark, writtenMark, writtenAt, true);
    }

    /** Whether a complete listing that began then, and has no such repository, proves that it is gone. */
    boolean goneFrom(long mark, Instant startedAt) {
        return !describedAfter(mark) && !mayBeUnknownYet(startedAt);
    }

    /** Whether ECR may still have to learn of what it has created for us. */
    boolean mayBeUnknownYet(Instant readAt) {
        return !listed && recent(readAt);
    }

    private boolean describedAfter(long mark) {
        return writtenMark > mark || describedMark > mark;
    }

    private boolean recent(Instant readAt) {
        return writtenAt != null && readAt.isBefore(writtenAt.plus(RegistryView.PROPAGATION));
    }

    private static Map<DeepFacet, Long> with(Map<DeepFacet, Long> before, Set<DeepFacet> facets, long mark) {
        if (facets.isEmpty()) {
            return before;
        }
        Map<DeepFacet, Long> marks = new EnumMap<>(DeepFacet.class);
        marks.putAll(before);
        facets.forEach(facet -> marks.put(facet, mark));
        return marks;
    }

    private static Map<DeepFacet, Refusal> without(Map<DeepFacet, Refusal> before, Set<DeepFacet> facets) {
        if (before.isEmpty()) {
            return before;
        }
        Map<DeepFacet, Refusal> refusals = new EnumMap<>(before);
        refusals.keySet().removeAll(facets);
        return refusals.isEmpty() ? Map.of() : refusals;
    }
}
