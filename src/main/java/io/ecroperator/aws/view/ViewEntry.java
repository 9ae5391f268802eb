package io.ecroperator.aws.view;

import io.ecroperator.aws.Repository;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * One repository in the view, with what it takes to tell an older answer from a newer one. Marks number the beginnings of
 * reads and the answers to writes in the order in which they come. Several reads of a repository may be on their way at once
 * (an object's pass, a deep read, a sweep that lasts minutes while AWS is in trouble), and their answers overtake each other.
 *
 * @param seen what is known
 * @param describedMark when the read began that brought the description
 * @param readMarks when the reads began that brought the other parts; never older than the incarnation that they are of
 * @param writtenMark when the last write of ours was answered
 * @param writtenAt the time of that; null if there was none
 * @param listed whether a listing has had it since it is there
 */
record ViewEntry(
        ViewedRepository seen,
        long describedMark,
        Map<DeepFacet, Long> readMarks,
        long writtenMark,
        Instant writtenAt,
        boolean listed) {

    /** What is known before any answer that is kept. */
    static ViewEntry of(ViewedRepository seen) {
        return new ViewEntry(seen, 0, Map.of(), 0, null, false);
    }

    /** The same with another instance of what is known. */
    ViewEntry keeping(ViewedRepository same) {
        return new ViewEntry(same, describedMark, readMarks, writtenMark, writtenAt, listed);
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
                sameIncarnation ? readMarks : allRead(mark),
                writtenMark,
                writtenAt,
                listed);
    }

    /** Takes a part that a read begun at {@code mark} has brought. */
    ViewEntry read(DeepFacet facet, long mark, ViewedRepository answer) {
        if (writtenMark > mark || readMarks.getOrDefault(facet, 0L) > mark) {
            return this;
        }
        Map<DeepFacet, Long> marks = new EnumMap<>(DeepFacet.class);
        marks.putAll(readMarks);
        marks.put(facet, mark);
        return new ViewEntry(answer, describedMark, marks, writtenMark, writtenAt, listed);
    }

    /** Takes the answer to a write of ours. */
    ViewEntry written(long mark, Instant at, ViewedRepository after) {
        boolean still = listed && seen.repository() instanceof Reading.Found;
        return new ViewEntry(after, describedMark, readMarks, mark, at, still);
    }

    /** Takes what a complete listing that began then says of the repository. */
    ViewEntry list(long mark, Instant startedAt, Repository repository) {
        boolean deletedJustNow = seen.repository() instanceof Reading.Absent && recent(startedAt);
        if (describedAfter(mark) || deletedJustNow) {
            return this;
        }
        ViewEntry after = described(mark, Reading.found(repository));
        return new ViewEntry(after.seen, mark, after.readMarks, writtenMark, writtenAt, true);
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

    /** What is still on its way was asked of another incarnation. */
    private static Map<DeepFacet, Long> allRead(long mark) {
        Map<DeepFacet, Long> marks = new EnumMap<>(DeepFacet.class);
        for (DeepFacet facet : DeepFacet.values()) {
            marks.put(facet, mark);
        }
        return marks;
    }
}
