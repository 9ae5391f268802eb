package io.ecroperator.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One registry for tests that look at, or change, ECR behind the operator's back. Nothing here is logged as a call, meets a
 * fault or lags. Methods that name a repository which is not there throw IllegalStateException, unless they say otherwise.
 */
public final class Registry {
    private static final String MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";

    private final EmulatorState state;
    private final RegistryState registry;

    Registry(EmulatorState state, RegistryState registry) {
        this.state = state;
        this.registry = registry;
    }

    /** {@return names of all repositories, sorted} */
    public List<String> repositoryNames() {
        return registry.all().stream().map(Repository::name).toList();
    }

    /**
     * Looks at a repository.
     *
     * @param name full name
     * @return what it is now, empty if there is none
     */
    public Optional<RepositorySnapshot> repository(String name) {
        return registry.find(name).map(repository -> {
            synchronized (repository) {
                return RepositorySnapshot.of(repository);
            }
        });
    }

    /**
     * Creates a repository with default settings, at once visible to lists; IllegalStateException if it exists.
     *
     * @param name full name
     */
    public void createRepository(String name) {
        createRepository(name, Map.of());
    }

    /**
     * Creates a repository with tags.
     *
     * @param name full name
     * @param tags resource tags
     */
    public void createRepository(String name, Map<String, String> tags) {
        Repository repository = new Repository(registry.key(), name, Encryption.DEFAULT, registry.now(), Lag.NONE);
        repository.tags(new TagSet(tags));
        unrefused(() -> registry.add(repository));
    }

    /**
     * Deletes a repository, even with images, at once gone from lists.
     *
     * @param name full name
     */
    public void deleteRepository(String name) {
        unrefused(() -> registry.delete(name, true, Lag.NONE));
    }

    /**
     * Pushes a small image whose content depends on its tag only.
     *
     * @param name repository
     * @param tag image tag
     * @return digest
     */
    public String putImage(String name, String tag) {
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"layers\":[],\"annotations\":{\"tag\":\"%s\"}}"
                .formatted(MEDIA_TYPE, tag);
        Image image = new Image(Image.digestOf(manifest), manifest, MEDIA_TYPE, Set.of(), registry.now(), Image.ACTIVE);
        change(name, repository -> ImageOperations.push(repository, image, Optional.of(tag)));
        return image.digest();
    }

    /**
     * Reads the image tags.
     *
     * @param name repository
     * @return tags of all images, sorted
     */
    public List<String> imageTags(String name) {
        List<String> tags = new ArrayList<>();
        change(name, repository -> repository.images().all().forEach(image -> tags.addAll(image.tags())));
        return tags.stream().sorted().toList();
    }

    /**
     * Moves an image to the archive storage class.
     *
     * @param name repository
     * @param digest image digest
     */
    public void archiveImage(String name, String digest) {
        change(name, repository -> repository
                .images()
                .byDigest(digest)
                .map(Image::archived)
                .ifPresent(repository.images()::put));
    }

    /**
     * Deletes all images.
     *
     * @param name repository
     */
    public void deleteImages(String name) {
        change(name, repository -> repository.images().all().stream()
                .map(Image::digest)
                .toList()
                .forEach(repository.images()::remove));
    }

    /**
     * Replaces all tags.
     *
     * @param name repository
     * @param tags resource tags
     */
    public void setTags(String name, Map<String, String> tags) {
        change(name, repository -> repository.tags(new TagSet(tags)));
    }

    /**
     * Takes tags away.
     *
     * @param name repository
     * @param keys tag keys; absent ones do no harm
     */
    public void removeTags(String name, String... keys) {
        change(name, repository -> repository.tags(repository.tags().minus(List.of(keys))));
    }

    /**
     * Reads the tags.
     *
     * @param name repository
     * @return resource tags
     */
    public Map<String, String> tags(String name) {
        return existing(name).tags();
    }

    /**
     * Changes the mutability of image tags, unchecked.
     *
     * @param name repository
     * @param mutability API value
     * @param filters wildcard exclusion filters
     */
    public void setImageTagMutability(String name, String mutability, String... filters) {
        change(name, repository -> repository.tagMutability(new TagMutability(mutability, List.of(filters))));
    }

    /**
     * Changes scanning.
     *
     * @param name repository
     * @param scanOnPush API value
     */
    public void setScanOnPush(String name, boolean scanOnPush) {
        change(name, repository -> repository.scanOnPush(scanOnPush));
    }

    /**
     * Reads the lifecycle policy.
     *
     * @param name repository
     * @return text as GetLifecyclePolicy gives it, empty if there is none
     */
    public Optional<String> lifecyclePolicyText(String name) {
        return existing(name).lifecyclePolicyText();
    }

    /**
     * Sets the lifecycle policy; IllegalStateException if AWS would refuse it.
     *
     * @param name repository
     * @param text policy
     */
    public void putLifecyclePolicy(String name, String text) {
        change(name, repository -> repository.lifecyclePolicy(Optional.of(LifecycleGrammar.normalised(text))));
    }

    /**
     * Removes the lifecycle policy, if any.
     *
     * @param name repository
     */
    public void deleteLifecyclePolicy(String name) {
        change(name, repository -> repository.lifecyclePolicy(Optional.empty()));
    }

    /**
     * Reads the repository policy.
     *
     * @param name repository
     * @return text in normal form and stable order, empty if there is none
     */
    public Optional<String> repositoryPolicyText(String name) {
        return existing(name).repositoryPolicyText();
    }

    /**
     * Sets the repository policy without lock-out check; IllegalStateException if AWS would refuse it.
     *
     * @param name repository
     * @param text policy
     */
    public void setRepositoryPolicy(String name, String text) {
        change(
                name,
                repository ->
                        repository.policy(Optional.of(RepositoryPolicy.of(text, state.principals(), registry.key()))));
    }

    /**
     * Removes the repository policy, if any.
     *
     * @param name repository
     */
    public void deleteRepositoryPolicy(String name) {
        change(name, repository -> repository.policy(Optional.empty()));
    }

    private RepositorySnapshot existing(String name) {
        return repository(name).orElseThrow(() -> new IllegalStateException("no repository " + name));
    }

    private void change(String name, Consumer<Repository> change) {
        unrefused(() -> registry.with(name, repository -> {
            change.accept(repository);
            return repository;
        }));
    }

    private static void unrefused(Runnable action) {
        try {
            action.run();
        } catch (AwsError refusal) {
            throw new IllegalStateException(refusal.code() + ": " + refusal.getMessage(), refusal);
        }
    }
}
