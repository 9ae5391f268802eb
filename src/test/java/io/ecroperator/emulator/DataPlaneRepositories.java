package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.emulator.RepositoryCreation.Cause;
import io.ecroperator.emulator.dataplane.DistributionError;
import io.ecroperator.emulator.dataplane.Layer;
import io.ecroperator.emulator.dataplane.Manifest;
import io.ecroperator.emulator.dataplane.MemoryBudget;
import io.ecroperator.emulator.dataplane.OpenRepository;
import io.ecroperator.emulator.dataplane.RegistryHost;
import io.ecroperator.emulator.dataplane.Repositories;
import io.ecroperator.emulator.dataplane.Visitor;
import io.ecroperator.emulator.iam.Caller;
import io.ecroperator.emulator.iam.IdentityArn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The repositories of the API as the data plane sees them. The policy of the identity counts as it does for the API; another
 * account's repository has to let it in by its policy, and any repository can keep it out by one.
 */
final class DataPlaneRepositories implements Repositories {
    private static final Set<String> READS =
            Set.of("BatchGetImage", "BatchCheckLayerAvailability", "GetDownloadUrlForLayer", "ListImages");

    private final EmulatorState state;
    private final Permissions permissions;
    private final RegistryAccess access;
    private final RepositoryCreation creation;
    private final PullThroughCache cache;

    DataPlaneRepositories(EmulatorState state) {
        this.state = state;
        this.permissions = new Permissions(state);
        this.access = new RegistryAccess(permissions);
        this.creation = new RepositoryCreation(state);
        this.cache = new PullThroughCache(state, access);
    }

    @Override
    public OpenRepository open(RegistryHost host, Visitor visitor, String name, String action) {
        return switch (host) {
            case RegistryHost.Private here -> open(here, visitor, name, action);
            case RegistryHost.Public here -> openPublic(visitor, name, action);
        };
    }

    private OpenRepository open(RegistryHost.Private host, Visitor visitor, String name, String action) {
        Caller caller = caller(visitor);
        Parameters parameters = new Parameters(
                "", Json.object().put("registryId", host.account()).put("repositoryName", name));
        AwsRequest request = new AwsRequest("ecr", action, caller, host.region(), parameters);
        try {
            permissions.refusal(request).ifPresent(refusal -> {
                throw refusal;
            });
            RegistryState registry = state.registry(request);
            String id = registry.key().repositoryArn(name);
            boolean missing = registry.find(name).isEmpty()
                    && !(action.equals("InitiateLayerUpload") && createOnPush(registry, caller, name));
            boolean mayCome = missing && action.equals("BatchGetImage") && PullThroughCache.covers(registry, name);
            Opened opened = new Opened(
                    state,
                    registry,
                    name,
                    host.account(),
                    id,
                    caller,
                    image -> cache.bring(registry, caller, name, image));
            if (!mayCome && opened.isAny(policy -> policy.denies(caller, action))) {
                throw Denial.byExplicitDeny(request, registry.key());
            }
            return opened;
        } catch (AwsError denied) {
            throw DistributionError.denied(denied.getMessage());
        }
    }

    /** {@return whether the repository is there now} */
    private boolean createOnPush(RegistryState registry, Caller caller, String name) {
        if (!creation.hasTemplate(registry, name, Cause.CREATE_ON_PUSH)) {
            return false;
        }
        access.require(registry, caller, name, "CreateRepository");
        return creation.create(registry, name, Cause.CREATE_ON_PUSH);
    }

    private static Caller caller(Visitor visitor) {
        String kind = visitor.sessionName().isEmpty() ? "user" : "role";
        return Caller.of(
                new IdentityArn("aws", visitor.account(), kind, "/", visitor.roleName()), visitor.sessionName());
    }

    /** Anybody may read what is public; only its account may write. */
    private OpenRepository openPublic(Visitor visitor, String path, String action) {
        int slash = path.indexOf('/');
        String alias = path.substring(0, Math.max(0, slash));
        String name = path.substring(slash + 1);
        String account = PublicAlias.account(alias).orElseThrow(() -> DistributionError.nameUnknown(name, alias));
        if (!READS.contains(action) && !visitor.account().equals(account)) {
            throw DistributionError.denied("Not Authorized");
        }
        String id = "arn:aws:ecr-public::%s:repository/%s".formatted(account, name);
        Opened opened = new Opened(state, state.publicRegistry(account), name, alias, id, caller(visitor), image -> {});
        opened.isAny(policy -> true);
        return opened;
    }

    /** A repository that is let in to; an image is brought there before it is looked for. */
    private record Opened(
            EmulatorState state,
            RegistryState registry,
            String name,
            String registryId,
            String id,
            Caller caller,
            Consumer<String> bring)
            implements OpenRepository {
        boolean isAny(Predicate<RepositoryPolicy> test) {
            return with(repository -> repository.policy().filter(test).isPresent());
        }

        @Override
        public Optional<Manifest> manifest(String reference) {
            try {
                bring.accept(reference);
            } catch (AwsError denied) {
                throw DistributionError.denied(denied.getMessage());
            }
            boolean digest = reference.startsWith("sha256:");
            return with(repository -> (digest
                            ? repository.images().byDigest(reference)
                            : repository.images().byTag(reference))
                    .filter(image -> image.status().equals(Image.ACTIVE))
                    .map(image -> {
                        registry.notePull(repository, image, caller);
                        return image.content();
                    }));
        }

        @Override
        public void put(Manifest manifest, Optional<String> tag) {
            Image image = new Image(
                    manifest.digest(), manifest.text(), manifest.mediaType(), Set.of(), registry.now(), Image.ACTIVE);
            with(repository -> {
                Predicate<String> layer =
                        digest -> repository.layers().find(digest).isPresent();
                Predicate<String> child =
                        digest -> repository.images().byDigest(digest).isPresent();
                require("Layers", manifest.layers(), layer);
                require("Images", manifest.manifests(), child);
                return push(repository, image, tag);
            });
            state.replication().pushed(registry, name, image.digest(), tag);
        }

        /** What is there already under that name is as good as pushed. */
        private static Repository push(Repository repository, Image image, Optional<String> tag) {
            try {
                ImageOperations.push(repository, image, tag);
            } catch (AwsError error) {
                if (!error.code().equals("ImageAlreadyExistsException")) {
                    throw error;
                }
            }
            return repository;
        }

        @Override
        public boolean delete(String reference) {
            Optional<String> given = Optional.of(reference);
            ImageId id = reference.indexOf(':') < 0
                    ? new ImageId(Optional.empty(), given)
                    : new ImageId(given, Optional.empty());
            ImageDeletion deletion = with(repository -> {
                ImageDeletion one = ImageDeletion.empty();
                one.delete(repository.images(), id);
                return one;
            });
            JsonNode failure = deletion.failures().path(0);
            if (failure.path("failureCode").asText().equals("ImageReferencedByManifestList")) {
                throw DistributionError.manifestInvalid(
                        failure.path("failureReason").asText());
            }
            state.replication().deleted(registry, name, deletion.deleted());
            return failure.isMissingNode();
        }

        private void require(String what, List<String> digests, Predicate<String> isThere) {
            List<String> missing = digests.stream().filter(isThere.negate()).toList();
            if (!missing.isEmpty()) {
                throw DistributionError.contentMissing(what, missing, name, registryId);
            }
        }

        @Override
        public Optional<Layer> layer(String digest) {
            return with(repository -> repository.layers().find(digest));
        }

        @Override
        public void put(Layer layer, MemoryBudget budget) {
            with(repository -> {
                repository.layers().put(layer, budget);
                return repository;
            });
        }

        @Override
        public List<JsonNode> referrers(String digest) {
            return with(repository -> Referrers.of(repository.images(), digest).stream()
                    .filter(image -> image.status().equals(Image.ACTIVE))
                    .<JsonNode>map(Referrers::descriptor)
                    .toList());
        }

        @Override
        public List<String> tags() {
            return with(repository -> repository.images().all().stream()
                    .filter(image -> image.status().equals(Image.ACTIVE))
                    .flatMap(image -> image.tags().stream())
                    .sorted()
                    .toList());
        }

        private <T> T with(Function<Repository, T> action) {
            try {
                return registry.with(name, action);
            } catch (AwsError error) {
                throw switch (error.code()) {
                    case "RepositoryNotFoundException" -> DistributionError.nameUnknown(name, registryId);
                    case "ImageTagAlreadyExistsException" -> DistributionError.tagImmutable(error.getMessage());
                    default -> DistributionError.manifestInvalid(error.getMessage());
                };
            }
        }
    }
}
