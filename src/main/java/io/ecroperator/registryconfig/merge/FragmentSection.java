package io.ecroperator.registryconfig.merge;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one fragment has to do with one section.
 *
 * @param name {@code namespace/name} of the fragment
 * @param createdAt the older one is served first where ECR does not take both
 * @param wanted the entries that ECR is to have for it
 * @param keepsRest whether what it owns beside stays too, and is not taken out
 * @param recorded keys of the entries that its status says it owns
 * @param adopts whether it takes over what is there already
 * @param rejected why ECR has refused what it wants, if nothing has been edited since
 */
public record FragmentSection(
        String name,
        Instant createdAt,
        List<Entry> wanted,
        boolean keepsRest,
        Set<String> recorded,
        boolean adopts,
        Optional<Refusal> rejected) {

    /** The order in which fragments are served. */
    static final Comparator<FragmentSection> BY_AGE =
            Comparator.comparing(FragmentSection::createdAt).thenComparing(FragmentSection::name);

    /** Copies the collections. */
    public FragmentSection {
        wanted = List.copyOf(wanted);
        recorded = Set.copyOf(recorded);
    }

    /** One that wants these entries. */
    public static FragmentSection wanting(
            String name, Instant createdAt, List<Entry> wanted, Set<String> recorded, boolean adopts) {
        return new FragmentSection(name, createdAt, wanted, false, recorded, adopts, Optional.empty());
    }

    /** One that leaves what it owns as it is: it is not to be written for, or cannot be read. */
    public static FragmentSection keeping(String name, Instant createdAt, Set<String> recorded) {
        return new FragmentSection(name, createdAt, List.of(), true, recorded, false, Optional.empty());
    }

    /** The same, refused by ECR. */
    public FragmentSection rejected(Refusal why) {
        return new FragmentSection(name, createdAt, wanted, keepsRest, recorded, adopts, Optional.of(why));
    }

    boolean wants(String key) {
        return wanted.stream().anyMatch(entry -> entry.key().equals(key));
    }
}
