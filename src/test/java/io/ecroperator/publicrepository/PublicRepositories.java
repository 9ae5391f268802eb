package io.ecroperator.publicrepository;

import io.ecroperator.access.Access;
import io.ecroperator.access.Power;
import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.aws.CatalogData;
import io.ecroperator.aws.PublicRepository;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.managed.Resolution;
import io.ecroperator.managed.Resolution.Resolved;
import io.ecroperator.ownership.Cluster;
import io.ecroperator.tagged.RecordedTags;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A public repository, what a spec wants of it, and what is recorded of it, for tables. */
final class PublicRepositories {

    static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");
    static final String ARN = "arn:aws:ecr-public::123456789012:repository/api";
    static final String OWNER = "ecr-operator.io/owner";
    static final String CLUSTER_UID = "ecr-operator.io/cluster-uid";
    static final String OURS = "test/team/api";
    static final String LOGO = "iVBORw0KGgo=";
    static final String LOGO_DIGEST = "sha256:4c4b6a3be1314ab86138bef4314dde022e600960d8689a2c8f8631802d20dab6";
    static final String LOGO_URL = "https://example.com/logo.png";

    static final PublicRepository REPOSITORY =
            new PublicRepository("api", ARN, "123456789012", "public.ecr.aws/a1b2c3d4/api", CREATED);

    static final RecordedPublicRepository NOTHING = RecordedPublicRepository.from(null);
    static final RecordedPublicRepository OWNED = new RecordedPublicRepository(
            RecordedTags.of(ARN, CREATED.toString(), List.of(OWNER, "team")),
            Optional.of("123456789012"),
            Optional.of(new WrittenLogo(LOGO_DIGEST, Optional.of(LOGO_URL))));

    private static final String POLICY = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Sid": "push", "Principal": {"AWS": "111122223333"},
             "Action": "ecr-public:PutImage"}}""";

    /** Lets everybody in, without powers. */
    private static final Access OPEN = new Access() {
        @Override
        public Optional<String> refusal(RegistryKind kind, String namespace) {
            return Optional.empty();
        }

        @Override
        public Optional<String> refusal(RegistryKind kind, String namespace, String repositoryName) {
            return Optional.empty();
        }

        @Override
        public Optional<String> refusal(RegistryKind kind, String namespace, String repositoryName, String arn) {
            return Optional.empty();
        }

        @Override
        public Optional<String> missing(Power power, RegistryKind kind, String namespace) {
            return Optional.of("Ask the platform.");
        }

        @Override
        public Optional<String> missing(Power power, RegistryKind kind, String namespace, String repositoryName) {
            return missing(power, kind, namespace);
        }
    };

    private PublicRepositories() {}

    static EcrPublicRepository object(String name, String spec) {
        return Serialization.unmarshal(
                "metadata: {name: " + name + ", namespace: team, uid: u-1, generation: 2}\nspec: " + spec,
                EcrPublicRepository.class);
    }

    static Resolution<DesiredPublicRepository> resolve(String spec) {
        return resolve(spec, new LogoConfigMaps.Got(Optional.empty(), "it does not exist. Create it."));
    }

    static Resolution<DesiredPublicRepository> resolve(String spec, LogoConfigMaps.Got logo) {
        return new PublicRepositoryResolver(Cluster.of("test", "uid-1")).resolve(object("api", spec), OPEN, logo);
    }

    static Resolved<DesiredPublicRepository> resolved(String spec) {
        if (resolve(spec) instanceof Resolved<DesiredPublicRepository> resolved) {
            return resolved;
        }
        throw new IllegalArgumentException(spec);
    }

    static DesiredPublicRepository desired(String spec) {
        return resolved(spec).desired();
    }

    static Map<String, String> tags() {
        return Map.of(OWNER, OURS, CLUSTER_UID, "uid-1", "team", "a", "theirs", "b");
    }

    static CatalogData catalogData(Optional<String> logoUrl) {
        return new CatalogData(
                Optional.of("An API"),
                Set.of("ARM 64"),
                Set.of("Linux"),
                Optional.of("about"),
                Optional.of("usage"),
                logoUrl);
    }

    /** With one of everything. */
    static ObservedPublicRepository seen() {
        return seen(tags(), Optional.of(LOGO_URL));
    }

    static ObservedPublicRepository seen(Map<String, String> tags, Optional<String> logoUrl) {
        return new ObservedPublicRepository(
                Reading.found(REPOSITORY),
                Reading.found(tags),
                Reading.found(catalogData(logoUrl)),
                Reading.found(POLICY));
    }
}
