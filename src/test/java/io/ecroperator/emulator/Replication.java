package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.emulator.iam.Caller;
import io.ecroperator.emulator.iam.IdentityArn;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Replication as the configurations of the registries say. It happens at once, unless a test pauses it and then lets it take one
 * step after the other. A replica is not replicated on.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html">Private image replication</a>
 */
public final class Replication {
    /** The one failure code of which AWS's users tell: https://github.com/aws/containers-roadmap/issues/2675. */
    static final String ACCESS_DENIED = "DESTINATION_REGISTRY_ACCESS_DENIED";

    /** Ours, for what AWS has codes that are not published. */
    static final String NOT_CREATED = "DESTINATION_REPOSITORY_NOT_CREATED";

    static final String TAG_IMMUTABLE = "DESTINATION_IMAGE_TAG_IMMUTABLE";
    static final String SOURCE_GONE = "SOURCE_IMAGE_NOT_FOUND";

    private final EmulatorState state;
    private final RepositoryCreation creation;
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private final Map<Source, Map<RegistryKey, Outcome>> outcomes = new HashMap<>();
    private boolean paused;

    /** An image that is replicated. */
    private record Source(RegistryKey registry, String repository, String digest) {}

    /**
     * What became of one replication.
     *
     * @param status IN_PROGRESS, COMPLETE, FAILED
     * @param failureCode why it failed
     */
    record Outcome(String status, Optional<String> failureCode) {
        static final Outcome IN_PROGRESS = new Outcome("IN_PROGRESS", Optional.empty());
        static final Outcome COMPLETE = new Outcome("COMPLETE", Optional.empty());

        static Outcome failed(String code) {
            return new Outcome("FAILED", Optional.of(code));
        }
    }

    Replication(EmulatorState state) {
        this.state = state;
        this.creation = new RepositoryCreation(state);
    }

    /** Lets all replication wait from now on. */
    public synchronized void pause() {
        paused = true;
    }

    /**
     * Does some of what waits: a step is one image to one destination, or the preparation of a backfill.
     *
     * @param count how many steps at most
     */
    public synchronized void run(int count) {
        for (int done = 0; done < count && !steps.isEmpty(); done++) {
            steps.remove().run();
        }
    }

    /** Does what waits, and from now on everything at once. */
    public synchronized void resume() {
        paused = false;
        run(Integer.MAX_VALUE);
    }

    synchronized void enqueue(Runnable step) {
        steps.add(step);
        if (!paused) {
            run(Integer.MAX_VALUE);
        }
    }

    /** Replicates an image that was pushed; no monitor may be held. */
    void pushed(RegistryState source, String repository, String digest, Optional<String> tag) {
        for (RegistryKey destination : destinations(source, repository, rule -> true)) {
            note(source, repository, digest, destination, Outcome.IN_PROGRESS);
            enqueue(() -> replicate(source, repository, digest, tag, destination));
        }
    }

    /** Replicates deletions, the imageIds of BatchDeleteImage, by the rules that say so; no monitor may be held. */
    void deleted(RegistryState source, String repository, JsonNode imageIds) {
        Set<RegistryKey> destinations = destinations(source, repository, rule -> rule.path("deleteReplication")
                .path("enabled")
                .asBoolean());
        for (RegistryKey destination : destinations) {
            imageIds.forEach(id -> enqueue(() -> delete(source, repository, id, destination)));
        }
    }

    /** {@return where the rules replicate a repository to} */
    Set<RegistryKey> destinations(RegistryState source, String repository, Predicate<JsonNode> rules) {
        Set<RegistryKey> destinations = new LinkedHashSet<>();
        source.settings()
                .with(RegistrySettings::replication)
                .path("rules")
                .valueStream()
                .filter(rules)
                .filter(rule -> isFor(rule, repository))
                .flatMap(rule -> rule.path("destinations").valueStream())
                .forEach(target -> destinations.add(new RegistryKey(
                        target.path("registryId").asText(),
                        target.path("region").asText())));
        return destinations;
    }

    private static boolean isFor(JsonNode rule, String repository) {
        JsonNode filters = rule.path("repositoryFilters");
        return filters.isEmpty()
                || filters.valueStream()
                        .anyMatch(filter ->
                                repository.startsWith(filter.path("filter").asText()));
    }

    /** {@return what became of an image, by destination and in the order in which it went there} */
    synchronized Map<RegistryKey, Outcome> outcomes(RegistryKey registry, String repository, String digest) {
        return new LinkedHashMap<>(outcomes.getOrDefault(new Source(registry, repository, digest), Map.of()));
    }

    private synchronized void note(
            RegistryState source, String repository, String digest, RegistryKey destination, Outcome outcome) {
        outcomes.computeIfAbsent(new Source(source.key(), repository, digest), image -> new LinkedHashMap<>())
                .put(destination, outcome);
    }

    Outcome replicate(
            RegistryState source, String repository, String digest, Optional<String> tag, RegistryKey destination) {
        Outcome outcome = copy(source, repository, digest, tag, state.registry(destination));
        note(source, repository, digest, destination, outcome);
        return outcome;
    }

    private Outcome copy(
            RegistryState source, String repository, String digest, Optional<String> tag, RegistryState destination) {
        Optional<ImageCopy> image = source.find(repository).flatMap(found -> {
            synchronized (found) {
                return found.images().byDigest(digest).map(present -> ImageCopy.of(found, present, tag));
            }
        });
        if (image.isEmpty()) {
            return Outcome.failed(SOURCE_GONE);
        }
        boolean exists = destination.find(repository).isPresent();
        if (!isLet(source.key(), destination, repository, "ReplicateImage")
                || (!exists && !isLet(source.key(), destination, repository, "CreateRepository"))) {
            return Outcome.failed(ACCESS_DENIED);
        }
        if (!exists && !creation.create(destination, repository, RepositoryCreation.Cause.REPLICATION)) {
            return Outcome.failed(NOT_CREATED);
        }
        try {
            return destination.with(repository, target -> {
                image.get().addTo(target, destination.now(), state.memory());
                return Outcome.COMPLETE;
            });
        } catch (AwsError error) {
            return Outcome.failed(TAG_IMMUTABLE);
        }
    }

    private void delete(RegistryState source, String repository, JsonNode id, RegistryKey destination) {
        String digest = id.path("imageDigest").asText();
        boolean gone = source.find(repository)
                .filter(found -> {
                    synchronized (found) {
                        return found.images().byDigest(digest).isPresent();
                    }
                })
                .isEmpty();
        RegistryState target = state.registry(destination);
        if (target.find(repository).isEmpty() || !isLet(source.key(), target, repository, "ReplicateImage")) {
            return;
        }
        target.with(repository, replica -> {
            ImageStore images = replica.images();
            images.byTag(id.path("imageTag").asText())
                    .filter(image -> image.digest().equals(digest))
                    .ifPresent(image -> images.untag(id.path("imageTag").asText()));
            if (gone) {
                images.remove(digest);
            }
            return replica;
        });
    }

    /** Another account's registry has to let the source account in by its policy, whatever its scope. */
    private static boolean isLet(RegistryKey source, RegistryState destination, String repository, String action) {
        IdentityArn role = new IdentityArn(
                source.partition(),
                source.account(),
                "role",
                "/aws-service-role/replication.ecr.amazonaws.com/",
                "AWSServiceRoleForECRReplication");
        return source.account().equals(destination.key().account())
                || destination.policyAllows(Caller.of(role, "replication"), action, repository);
    }
}
