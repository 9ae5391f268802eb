package io.ecroperator.ownership;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** This cluster, as tags name it. Its UID is known once the API server was asked, before any kind is started. */
public final class Cluster {

    private final String name;
    private final Set<String> replacedUids;
    private final AtomicReference<ClusterUid> uid = new AtomicReference<>();

    /**
     * A cluster whose UID is not known yet.
     *
     * @param name as configured
     * @param replacedUids UIDs of former clusters whose repositories are this one's now
     */
    public Cluster(String name, Set<String> replacedUids) {
        this.name = name;
        this.replacedUids = Set.copyOf(replacedUids);
    }

    /** A cluster with its UID that replaces no other. */
    public static Cluster of(String name, String uid) {
        Cluster cluster = new Cluster(name, Set.of());
        cluster.identified(uid);
        return cluster;
    }

    /** Takes note of the UID of the namespace {@code kube-system}. */
    public void identified(String uidOfKubeSystem) {
        uid.set(new ClusterUid(uidOfKubeSystem, replacedUids));
    }

    /** Takes note that the UID will not be known, since no cluster is asked. */
    public void unidentified() {
        uid.set(ClusterUid.UNKNOWN);
    }

    /** The configured name. */
    public String name() {
        return name;
    }

    /**
     * The UID.
     *
     * @throws IllegalStateException before it is known
     */
    public ClusterUid uid() {
        ClusterUid known = uid.get();
        if (known == null) {
            throw new IllegalStateException("the UID of the cluster is not known yet");
        }
        return known;
    }

    /** The value of the tag that names an object of this cluster. */
    public String owner(HasMetadata object) {
        return Ownership.of(name, object);
    }
}
