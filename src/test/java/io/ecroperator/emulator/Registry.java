package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One registry for tests that look at, or change, ECR behind the operator's back. Nothing here is logged as a call, meets a
 * fault or lags. Methods that name a repository which is not there throw NoSuchElementException, unless they say otherwise.
 */
public final class Registry implements RegistryContents {
    private static final String MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";

    private final EmulatorState state;
    private final RegistryState registry;
    private final CallPipeline pipeline;

    Registry(EmulatorState state, RegistryState registry, CallPipeline pipeline) {
        this.state = state;
        this.registry = registry;
        this.pipeline = pipeline;
    }

    /**
     * Calls any operation of ECR as the registry's account, without the SDK, which drops what it does not know.
     *
     * @param operation such as {@code CreatePullThroughCacheRule}
     * @param json the request; single quotes stand for double ones
     * @return the answer's JSON; an IllegalStateException of code and message if ECR refuses
     */
    public JsonNode call(String operation, String json) {
        ObjectNode body =
                (ObjectNode) Json.parse(json.replace('\'', '"')).orElseThrow(() -> new IllegalArgumentException(json));
        return unrefused(() -> pipeline.answerUncounted(registry.kind().service(), registry.key(), operation, body));
    }

    @Override
    public List<String> repositoryNames() {
        return registry.all().stream().map(Repository::name).toList();
    }

    @Override
    public Optional<RepositorySnapshot> repository(String name) {
        return registry.find(name).map(repository -> {
            synchronized (repository) {
                repository.catchUp(registry.now());
                return RepositorySnapshot.of(repository);
            }
        });
    }

    @Override
    public void createRepository(String name) {
        createRepository(name, Map.of());
    }

    @Override
    public void createRepository(String name, Map<String, String> tags) {
        Repository repository = new Repository(registry, name, Encryption.DEFAULT, Lag.NONE);
        repository.tags(new TagSet(tags));
        unrefused(() -> {
            registry.add(repository);
            return repository;
        });
    }

    @Override
    public void deleteRepository(String name) {
        unrefused(() -> registry.delete(name, true, Lag.NONE));
    }

    @Override
    public String putImage(String name, String tag) {
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"layers\":[],\"annotations\":{\"tag\":\"%s\"}}"
                .formatted(MEDIA_TYPE, tag);
        Image image = new Image(Image.digestOf(manifest), manifest, MEDIA_TYPE, Set.of(), registry.now(), Image.ACTIVE);
        change(name, repository -> ImageOperations.push(repository, image, Optional.of(tag)));
        state.replication().pushed(registry, name, image.digest(), Optional.of(tag));
        return image.digest();
    }

    @Override
    public List<String> imageTags(String name) {
        List<String> tags = new ArrayList<>();
        change(name, repository -> repository.images().all().forEach(image -> tags.addAll(image.tags())));
        return tags.stream().sorted().toList();
    }

    /**
     * Changes an account setting, unchecked: legacy accounts have values that can no longer be put.
     *
     * @param name such as {@code REGISTRY_POLICY_SCOPE}
     * @param value such as {@code V1}
     */
    public void putAccountSetting(String name, String value) {
        registry.settings().with(settings -> settings.account().put(name, value));
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
                .map(image -> image.archived(registry.now()))
                .ifPresent(repository.images()::put));
    }

    /**
     * Says what scans of an image find. An image that is not scanned yet has nothing found until it is.
     *
     * @param name repository
     * @param digest image digest
     * @param findings list of ImageScanFinding or, where the registry's scanning is enhanced, EnhancedImageScanFinding; JSON,
     *     single quotes stand for double ones
     */
    public void scanFindings(String name, String digest, String findings) {
        ArrayNode list = (ArrayNode) Json.parse(findings.replace('\'', '"')).orElseThrow();
        change(name, repository -> repository.images().scans().find(digest, list));
    }

    @Override
    public void deleteImages(String name) {
        change(name, repository -> repository.images().all().stream()
                .map(Image::digest)
                .toList()
                .forEach(repository.images()::remove));
    }

    @Override
    public void setTags(String name, Map<String, String> tags) {
        change(name, repository -> repository.tags(new TagSet(tags)));
    }

    @Override
    public void removeTags(String name, String... keys) {
        change(name, repository -> repository.tags(repository.tags().minus(List.of(keys))));
    }

    @Override
    public Map<String, String> tags(String name) {
        return existing(name).tags();
    }

    @Override
    public void setImageTagMutability(String name, String mutability, String... filters) {
        change(name, repository -> repository.tagMutability(new TagMutability(mutability, List.of(filters))));
    }

    @Override
    public void setScanOnPush(String name, boolean scanOnPush) {
        change(name, repository -> repository.scanOnPush(scanOnPush));
    }

    @Override
    public Optional<String> lifecyclePolicyText(String name) {
        return existing(name).lifecyclePolicyText();
    }

    @Override
    public void putLifecyclePolicy(String name, String text) {
        change(name, repository -> repository.lifecyclePolicy(Optional.of(LifecycleGrammar.normalised(text))));
    }

    @Override
    public void deleteLifecyclePolicy(String name) {
        change(name, repository -> repository.lifecyclePolicy(Optional.empty()));
    }

    @Override
    public Optional<String> repositoryPolicyText(String name) {
        return existing(name).repositoryPolicyText();
    }

    @Override
    public void setRepositoryPolicy(String name, String text) {
        change(
                name,
                repository -> repository.policy(Optional.of(RepositoryPolicy.of(text, state.principals(), registry))));
    }

    @Override
    public void deleteRepositoryPolicy(String name) {
        change(name, repository -> repository.policy(Optional.empty()));
    }

    private RepositorySnapshot existing(String name) {
        return repository(name).orElseThrow(() -> new NoSuchElementException("no repository " + name));
    }

    private void change(String name, Consumer<Repository> change) {
        unrefused(() -> registry.with(name, repository -> {
            change.accept(repository);
            return repository;
        }));
    }

    private static <T> T unrefused(Supplier<T> action) {
        try {
            return action.get();
        } catch (AwsError refusal) {
            throw new IllegalStateException(refusal.code() + ": " + refusal.getMessage(), refusal);
        }
    }
}
