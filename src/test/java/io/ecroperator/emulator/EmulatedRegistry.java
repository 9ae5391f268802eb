package io.ecroperator.emulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One account and region. The public methods are for tests that act behind the operator's back; they are neither logged
 * nor validated as calls are.
 */
public final class EmulatedRegistry {

    /** The settings of a repository as a listing shows them. */
    public record Settings(String imageTagMutability, boolean scanOnPush, String encryptionType) {}

    private final String account;
    private final String region;
    private final Clock clock;
    private final Map<String, EmulatedRepository> repositories = new TreeMap<>();

    EmulatedRegistry(String account, String region, Clock clock) {
        this.account = account;
        this.region = region;
        this.clock = clock;
    }

    String account() {
        return account;
    }

    String region() {
        return region;
    }

    Clock clock() {
        return clock;
    }

    Map<String, EmulatedRepository> repositories() {
        return repositories;
    }

    String arn(String name) {
        return "arn:aws:ecr:" + region + ":" + account + ":repository/" + name;
    }

    /** The repository, or AWS's error. */
    EmulatedRepository require(String name) {
        EmulatedRepository repository = repositories.get(name);
        if (repository == null) {
            throw AwsError.of(
                    "RepositoryNotFoundException",
                    "The repository with name '" + name + "' does not exist in the registry with id '" + account + "'");
        }
        return repository;
    }

    /** Creates a repository with ECR's defaults. */
    public synchronized void createRepository(String name) {
        repositories.put(name, new EmulatedRepository(name, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    /** Deletes a repository with all its images. */
    public synchronized void deleteRepository(String name) {
        repositories.remove(name);
    }

    /** The names of all repositories. */
    public synchronized List<String> repositoryNames() {
        return List.copyOf(repositories.keySet());
    }

    /** The settings of a repository. */
    public synchronized Settings repository(String name) {
        EmulatedRepository repository = require(name);
        return new Settings(repository.mutability, repository.scanOnPush, repository.encryptionType);
    }

    /** Sets the mutability, without filters. */
    public synchronized void setImageTagMutability(String name, String mutability) {
        EmulatedRepository repository = require(name);
        repository.mutability = mutability;
        repository.exclusionFilters = List.of();
    }

    /** Switches scanning. */
    public synchronized void setScanOnPush(String name, boolean scanOnPush) {
        require(name).scanOnPush = scanOnPush;
    }

    /** All tags. */
    public synchronized Map<String, String> tags(String name) {
        return Map.copyOf(require(name).tags);
    }

    /** Adds or overwrites tags. */
    public synchronized void setTags(String name, Map<String, String> tags) {
        EmulatedRepository repository = require(name);
        repository.tags.putAll(tags);
        repository.onceTagged |= !tags.isEmpty();
    }

    /** Removes tags. */
    public synchronized void removeTags(String name, String... keys) {
        List.of(keys).forEach(require(name).tags::remove);
    }

    /** The lifecycle policy as it was stored; null if there is none. */
    public synchronized String lifecyclePolicyText(String name) {
        return require(name).lifecyclePolicy;
    }

    /** Sets the lifecycle policy. */
    public synchronized void setLifecyclePolicy(String name, String text) {
        require(name).lifecyclePolicy = text;
    }

    /** Removes the lifecycle policy. */
    public synchronized void deleteLifecyclePolicy(String name) {
        require(name).lifecyclePolicy = null;
    }

    /** The repository policy as it was stored; null if there is none. */
    public synchronized String repositoryPolicyText(String name) {
        return require(name).repositoryPolicy;
    }

    /** Sets the repository policy. */
    public synchronized void setRepositoryPolicy(String name, String text) {
        require(name).repositoryPolicy = text;
    }

    /** Pushes an image of its own under a tag. */
    public synchronized void putImage(String name, String tag) {
        store(require(name), "{\"schemaVersion\":2,\"tag\":\"" + tag + "\"}", Optional.of(tag));
    }

    /** The tags of all images. */
    public synchronized List<String> imageTags(String name) {
        return List.copyOf(require(name).imageTags.keySet());
    }

    String store(EmulatedRepository repository, String manifest, Optional<String> tag) {
        String digest = digest(manifest);
        repository.images.putIfAbsent(digest, new EmulatedRepository.Image(digest, manifest, clock.instant()));
        tag.ifPresent(each -> repository.imageTags.put(each, digest));
        return digest;
    }

    static String digest(String manifest) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(manifest.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
