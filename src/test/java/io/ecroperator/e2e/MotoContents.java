package io.ecroperator.e2e;

import io.ecroperator.emulator.RegistryContents;
import io.ecroperator.emulator.RepositorySnapshot;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryPolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.Tag;

/** What moto holds, looked at and changed by the SDK as any other program would. */
record MotoContents(EcrClient ecr) implements RegistryContents, AutoCloseable {

    /** A manifest with a layer that moto need not have; the tag makes it one of its own. */
    private static final String MANIFEST = """
            {"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json",\
            "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":1,"digest":"sha256:%1$s"},\
            "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":1,\
            "digest":"sha256:%1$s"}],"annotations":{"tag":"%2$s"}}""";

    static MotoContents at(URI endpoint) {
        return new MotoContents(EcrClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(World.REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(World.ACCOUNT, "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build());
    }

    @Override
    public List<String> repositoryNames() {
        return ecr.describeRepositoriesPaginator().repositories().stream()
                .map(Repository::repositoryName)
                .sorted()
                .toList();
    }

    @Override
    public Optional<RepositorySnapshot> repository(String name) {
        return described(name)
                .map(found -> new RepositorySnapshot(
                        name,
                        found.repositoryArn(),
                        found.repositoryUri(),
                        found.createdAt(),
                        found.imageTagMutabilityAsString(),
                        found.imageTagMutabilityExclusionFilters().stream()
                                .map(ImageTagMutabilityExclusionFilter::filter)
                                .toList(),
                        found.imageScanningConfiguration() != null
                                && Boolean.TRUE.equals(
                                        found.imageScanningConfiguration().scanOnPush()),
                        found.encryptionConfiguration().encryptionTypeAsString(),
                        Optional.ofNullable(found.encryptionConfiguration().kmsKey()),
                        tags(name),
                        lifecyclePolicyText(name),
                        repositoryPolicyText(name),
                        images(name).size()));
    }

    @Override
    public void createRepository(String name) {
        createRepository(name, Map.of());
    }

    @Override
    public void createRepository(String name, Map<String, String> tags) {
        ecr.createRepository(request -> request.repositoryName(name).tags(sdk(tags)));
    }

    @Override
    public void deleteRepository(String name) {
        ecr.deleteRepository(request -> request.repositoryName(name).force(true));
    }

    @Override
    public String putImage(String name, String tag) {
        String layer = "%064x".formatted(Math.abs((long) tag.hashCode()));
        return ecr.putImage(request ->
                        request.repositoryName(name).imageTag(tag).imageManifest(MANIFEST.formatted(layer, tag)))
                .image()
                .imageId()
                .imageDigest();
    }

    @Override
    public List<String> imageTags(String name) {
        return images(name).stream()
                .map(ImageIdentifier::imageTag)
                .filter(java.util.Objects::nonNull)
                .sorted()
                .toList();
    }

    @Override
    public void deleteImages(String name) {
        List<ImageIdentifier> images = images(name);
        if (!images.isEmpty()) {
            ecr.batchDeleteImage(request -> request.repositoryName(name).imageIds(images));
        }
    }

    @Override
    public void setTags(String name, Map<String, String> tags) {
        String arn = existing(name).repositoryArn();
        ecr.untagResource(request -> request.resourceArn(arn).tagKeys(tags(name).keySet()));
        ecr.tagResource(request -> request.resourceArn(arn).tags(sdk(tags)));
    }

    @Override
    public void removeTags(String name, String... keys) {
        String arn = existing(name).repositoryArn();
        ecr.untagResource(request -> request.resourceArn(arn).tagKeys(keys));
    }

    @Override
    public Map<String, String> tags(String name) {
        String arn = existing(name).repositoryArn();
        Map<String, String> tags = new HashMap<>();
        ecr.listTagsForResource(request -> request.resourceArn(arn))
                .tags()
                .forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }

    @Override
    public void setImageTagMutability(String name, String mutability, String... filters) {
        ecr.putImageTagMutability(request -> request.repositoryName(name)
                .imageTagMutability(mutability)
                .imageTagMutabilityExclusionFilters(Arrays.stream(filters)
                        .map(filter -> ImageTagMutabilityExclusionFilter.builder()
                                .filterType("WILDCARD")
                                .filter(filter)
                                .build())
                        .toList()));
    }

    @Override
    public void setScanOnPush(String name, boolean scanOnPush) {
        ecr.putImageScanningConfiguration(request -> request.repositoryName(name)
                .imageScanningConfiguration(configuration -> configuration.scanOnPush(scanOnPush)));
    }

    @Override
    public Optional<String> lifecyclePolicyText(String name) {
        try {
            return Optional.of(ecr.getLifecyclePolicy(request -> request.repositoryName(name))
                    .lifecyclePolicyText());
        } catch (LifecyclePolicyNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public void putLifecyclePolicy(String name, String text) {
        ecr.putLifecyclePolicy(request -> request.repositoryName(name).lifecyclePolicyText(text));
    }

    @Override
    public void deleteLifecyclePolicy(String name) {
        ecr.deleteLifecyclePolicy(request -> request.repositoryName(name));
    }

    @Override
    public Optional<String> repositoryPolicyText(String name) {
        try {
            return Optional.of(ecr.getRepositoryPolicy(request -> request.repositoryName(name))
                    .policyText());
        } catch (RepositoryPolicyNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public void setRepositoryPolicy(String name, String text) {
        ecr.setRepositoryPolicy(
                request -> request.repositoryName(name).policyText(text).force(true));
    }

    @Override
    public void deleteRepositoryPolicy(String name) {
        ecr.deleteRepositoryPolicy(request -> request.repositoryName(name));
    }

    @Override
    public void close() {
        ecr.close();
    }

    private List<ImageIdentifier> images(String name) {
        return ecr.listImagesPaginator(request -> request.repositoryName(name)).imageIds().stream()
                .toList();
    }

    private Optional<Repository> described(String name) {
        try {
            return ecr.describeRepositories(request -> request.repositoryNames(name)).repositories().stream()
                    .findFirst();
        } catch (RepositoryNotFoundException e) {
            return Optional.empty();
        }
    }

    private Repository existing(String name) {
        return described(name).orElseThrow(() -> new NoSuchElementException("no repository " + name));
    }

    private static List<Tag> sdk(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
