package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.emulator.dataplane.LayerStore;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One repository's state. Mutable; every access happens under its own monitor, through {@link RegistryState#with}, so that
 * calls on different repositories never wait for each other.
 */
final class Repository {
    private final RegistryState home;
    private final String name;
    private final Instant createdAt;
    private final Encryption encryption;
    private final ImageStore images = new ImageStore();
    private final LayerStore layers = new LayerStore();
    private final Lifecycle lifecycle = new Lifecycle(images);
    private final AtomicInteger hiddenReads;
    private final Instant visibleFrom;

    private TagMutability tagMutability = TagMutability.DEFAULT;
    private boolean scanOnPush;
    private TagSet tags = TagSet.EMPTY;
    private boolean everTagged;
    private Optional<RepositoryPolicy> policy = Optional.empty();
    private Optional<CatalogData> catalogData = Optional.empty();
    private boolean deleted;

    Repository(RegistryState home, String name, Encryption encryption, Lag lag) {
        this.home = home;
        this.name = name;
        this.encryption = encryption;
        this.createdAt = home.now();
        this.hiddenReads = new AtomicInteger(lag.reads());
        this.visibleFrom = createdAt.plus(lag.duration());
    }

    /** {@return where it is} */
    RegistryState home() {
        return home;
    }

    RegistryKey registry() {
        return home.key();
    }

    String name() {
        return name;
    }

    String arn() {
        return home.kind().arn(home.key(), name);
    }

    String uri() {
        return home.kind().uri(home.key(), name);
    }

    Instant createdAt() {
        return createdAt;
    }

    Encryption encryption() {
        return encryption;
    }

    ImageStore images() {
        return images;
    }

    /** {@return what was pushed by the data plane; images put by the API have no layers here} */
    LayerStore layers() {
        return layers;
    }

    /** Does what time has brought about since it was looked at last. */
    void catchUp(Instant now) {
        images.catchUp(now);
        lifecycle.catchUp(now);
    }

    /** {@return whether a list shows it yet; one read of the lag is used up by a DescribeRepositories that asks} */
    boolean visibleToDescribe(Instant now) {
        boolean counted = hiddenReads.getAndUpdate(left -> Math.max(0, left - 1)) == 0;
        return counted && !now.isBefore(visibleFrom);
    }

    /** {@return the same without using up the lag} */
    boolean visible(Instant now) {
        return hiddenReads.get() == 0 && !now.isBefore(visibleFrom);
    }

    TagMutability tagMutability() {
        return tagMutability;
    }

    void tagMutability(TagMutability value) {
        tagMutability = value;
    }

    boolean scanOnPush() {
        return scanOnPush;
    }

    void scanOnPush(boolean value) {
        scanOnPush = value;
    }

    TagSet tags() {
        return tags;
    }

    void tags(TagSet value) {
        tags = value;
        everTagged |= !value.tags().isEmpty();
    }

    /** {@return whether it has or had tags, which is what the tagging API lists} */
    boolean everTagged() {
        return everTagged;
    }

    Optional<String> lifecyclePolicy() {
        return lifecycle.policy();
    }

    void lifecyclePolicy(Optional<String> text) {
        lifecycle.policy(text, home.now());
    }

    /** {@return what the policy does, and would do} */
    Lifecycle lifecycle() {
        return lifecycle;
    }

    Optional<RepositoryPolicy> policy() {
        return policy;
    }

    void policy(Optional<RepositoryPolicy> value) {
        policy = value;
    }

    /** {@return what the gallery shows of a public repository} */
    Optional<CatalogData> catalogData() {
        return catalogData;
    }

    void catalogData(CatalogData value) {
        catalogData = Optional.of(value);
    }

    boolean deleted() {
        return deleted;
    }

    void markDeleted() {
        deleted = true;
        layers.clear();
    }

    /** {@return the Repository object of the API, which holds neither tags nor policies} */
    ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("repositoryArn", arn())
                .put("registryId", home.key().account())
                .put("repositoryName", name)
                .put("repositoryUri", uri())
                .put("createdAt", Json.timestamp(createdAt));
        home.kind().addSettings(this, json);
        return json;
    }
}
