package io.ecroperator.tagged;

import io.ecroperator.access.Power;
import io.ecroperator.api.v1alpha1.AdoptionPolicy;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.managed.Refusal;
import io.ecroperator.ownership.ClusterUid;
import io.ecroperator.ownership.Ownership;
import io.ecroperator.status.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Says whose a thing is by its tags, and which tags it lacks. Pure. Tags that nobody has read are left as they are. */
public final class TagPlanner {

    private TagPlanner() {}

    /** Why the object may not write to a thing that exists. */
    public static Optional<Refusal> refusal(
            TagWish wish, Incarnation found, Reading<Map<String, String>> tags, RecordedTags recorded) {
        Optional<String> owner = tags.toOptional().map(read -> read.get(Ownership.TAG_KEY));
        if (owner.isPresent() && !owner.get().equals(wish.owner())) {
            return ofAnother(wish, owner.get(), recorded.is(found));
        }
        boolean named = owner.isPresent() || recorded.is(found);
        Optional<String> twin = tags.toOptional().filter(read -> named).flatMap(wish.clusterUid()::strangerIn);
        if (twin.isPresent()) {
            return refusal(
                    Reason.CLUSTER_NAME_TAKEN,
                    wish.thing() + ": " + wish.clusterUid().taken(twin.get()) + "; nothing was changed. ");
        }
        return named || wish.adoptionPolicy() != AdoptionPolicy.IF_OWNED
                ? Optional.empty()
                : refusal(
                        Reason.NOT_OWNED,
                        wish.thing() + " exists already and is not managed by ecr-operator; nothing was changed. ");
    }

    /** Whether the thing is the object's own, by its tags or by what is recorded. */
    public static boolean owns(
            TagWish wish, Incarnation found, Reading<Map<String, String>> tags, RecordedTags recorded) {
        return recorded.is(found) || tags.toOptional().filter(wish::isNamedIn).isPresent();
    }

    /** Two objects with Always must not take a thing from each other in turn: the one that had it stands back. */
    private static Optional<Refusal> ofAnother(TagWish wish, String owner, boolean hadIt) {
        if (hadIt) {
            String message = wish.thing() + " was taken over by " + owner + " (tag " + Ownership.TAG_KEY
                    + "); nothing was changed. Delete this object (the repository stays), and apply it again with"
                    + " adoptionPolicy: Always to take the repository back, which "
                    + Power.ADOPTION_POLICY_ALWAYS.property() + " has to grant to the namespace.";
            return Optional.of(new Refusal(Reason.OWNED_BY_ANOTHER, message, true));
        }
        String whose = wish.thing() + " belongs to " + owner + " (tag " + Ownership.TAG_KEY + ")";
        return wish.adoptionPolicy() == AdoptionPolicy.ALWAYS
                ? wish.takingNotPermitted().map(grant -> notPermitted(whose, grant))
                : refusal(Reason.OWNED_BY_ANOTHER, whose + "; nothing was changed. ");
    }

    private static Refusal notPermitted(String whose, String grant) {
        String message = whose + ", and adoptionPolicy: Always may not take it from there; nothing was changed. "
                + grant + " Without that, choose another repositoryName, or have the owner remove the tag in ECR.";
        return new Refusal(Reason.NOT_PERMITTED, message, true);
    }

    private static Optional<Refusal> refusal(Reason reason, String message) {
        return Optional.of(new Refusal(reason, message + reason.remedy(), true));
    }

    /**
     * Why a deletion leaves the thing in AWS, going by tags that were just read; empty if it is the object's own.
     *
     * @param owner the value of the ownership tag that names the object
     */
    public static Optional<String> stays(
            String owner, ClusterUid clusterUid, Incarnation found, Map<String, String> read, RecordedTags recorded) {
        String named = read.get(Ownership.TAG_KEY);
        boolean untagged = named == null && recorded.is(found);
        if (!owner.equals(named) && !untagged) {
            return Optional.of(named == null ? "it carries no ownership tag of this object" : "it belongs to " + named);
        }
        return clusterUid.strangerIn(read).map(clusterUid::taken);
    }

    /** What leads from the tags that were read to those that are wished for. */
    public static TagEdit edit(
            TagWish wish, Incarnation found, Reading<Map<String, String>> tags, RecordedTags recorded) {
        if (!(tags instanceof Reading.Found<Map<String, String>>(var read))) {
            return TagEdit.NONE;
        }
        TreeSet<String> dropped = new TreeSet<>();
        wish.tags().ifPresent(wanted -> {
            dropped.addAll(recorded.managedTagKeysOf(found, tags, wish));
            dropped.removeAll(wanted.keySet());
            dropped.removeIf(Ownership::isOurs);
            dropped.retainAll(read.keySet());
        });
        Map<String, String> missing = new HashMap<>(wish.tags().orElse(Map.of()));
        missing.put(Ownership.TAG_KEY, wish.owner());
        missing.entrySet().removeAll(read.entrySet());
        if (lacksClusterUid(wish, read, !missing.isEmpty() || !recorded.is(found))) {
            missing.put(Ownership.CLUSTER_UID_TAG_KEY, wish.clusterUid().uid());
        }
        return new TagEdit(dropped, missing);
    }

    /** An owner's tag alone, as written by hand, is completed with the next write, or when the object takes it over. */
    private static boolean lacksClusterUid(TagWish wish, Map<String, String> read, boolean tagsAnyway) {
        return wish.clusterUid().replacedIn(read)
                || (tagsAnyway && !wish.clusterUid().isIn(read));
    }
}
