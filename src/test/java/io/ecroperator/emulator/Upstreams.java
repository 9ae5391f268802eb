package io.ecroperator.emulator;

import io.ecroperator.emulator.iam.Caller;
import io.ecroperator.emulator.iam.IdentityArn;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where pull through caches get images: the emulator's own registries, and stand-ins for all others that a test fills. */
final class Upstreams {
    private final EmulatorState state;
    private final InstantSource clock;
    private final Map<String, RegistryState> others = new ConcurrentHashMap<>();

    Upstreams(EmulatorState state, InstantSource clock) {
        this.state = state;
        this.clock = clock;
    }

    /** {@return the stand-in for a registry that is not of ECR, named by its host} */
    RegistryState other(String host) {
        return others.computeIfAbsent(
                host, name -> new RegistryState(RegistryKind.PRIVATE, new RegistryKey("upstream", name), clock));
    }

    /** {@return an image behind a rule, empty if the upstream has none or does not let ECR in} */
    Optional<ImageCopy> image(CacheRule rule, String repository, String reference) {
        return switch (rule.upstream()) {
            case ECR -> ofPrivate(rule, repository, reference);
            case ECR_PUBLIC -> ofPublic(repository, reference);
            case QUAY, KUBERNETES, DOCKER_HUB, GITHUB, AZURE, GITLAB, CHAINGUARD ->
                image(other(rule.url()), repository, reference);
        };
    }

    private Optional<ImageCopy> ofPrivate(CacheRule rule, String repository, String reference) {
        RegistryKey key = CacheUpstream.privateRegistry(rule.url()).orElseThrow();
        Optional<Caller> role =
                rule.access().customRoleArn().flatMap(IdentityArn::parse).map(arn -> Caller.of(arn, "ecr"));
        boolean let = role.map(caller -> lets(key, caller, repository)).orElse(true);
        return let ? image(state.registry(key), repository, reference) : Optional.empty();
    }

    private boolean lets(RegistryKey upstream, Caller role, String repository) {
        Parameters parameters = new Parameters(
                "", Json.object().put("registryId", upstream.account()).put("repositoryName", repository));
        try {
            state.registry(new AwsRequest("ecr", "BatchGetImage", role, upstream.region(), parameters));
            return true;
        } catch (AwsError denied) {
            return false;
        }
    }

    private Optional<ImageCopy> ofPublic(String path, String reference) {
        int slash = path.indexOf('/');
        String alias = path.substring(0, Math.max(0, slash));
        return PublicAlias.account(alias)
                .flatMap(account -> image(state.publicRegistry(account), path.substring(slash + 1), reference))
                .or(() -> image(other("public.ecr.aws"), path, reference));
    }

    private static Optional<ImageCopy> image(RegistryState registry, String repository, String reference) {
        return registry.find(repository).flatMap(found -> {
            synchronized (found) {
                return ImageCopy.of(found, reference);
            }
        });
    }
}
