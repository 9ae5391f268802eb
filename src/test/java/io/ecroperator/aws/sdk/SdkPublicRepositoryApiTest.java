package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ecroperator.aws.CatalogData;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.Logo;
import io.ecroperator.aws.NewPublicRepository;
import io.ecroperator.aws.PublicRepository;
import io.ecroperator.aws.PublicRepositoryApi;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.emulator.Emulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SdkPublicRepositoryApiTest {

    private static final Optional<Logo> LOGO = Optional.of(new Logo("iVBORw0KGgo="));
    private static final CatalogData DATA = new CatalogData(
            Optional.of("An API"),
            Set.of("x86-64", "ARM 64"),
            Set.of("Linux"),
            Optional.of("# About"),
            Optional.of("# Usage"),
            Optional.empty());

    private final Emulator emulator = Emulator.start();
    private final WireStub stub = new WireStub();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AwsConnections connections =
            new AwsConnections(AwsClientSettings.defaults("1.2.3"), Connections.KEYS, meters);
    private final ConnectionSpec elsewhere = Connections.to(emulator).withRegion("eu-central-1");
    private final PublicRepositoryApi repositories =
            connections.connection(elsewhere).registryDoors().publicRepositories();
    private final PublicRepositoryApi stubbed =
            connections.connection(Connections.to(stub)).registryDoors().publicRepositories();

    @AfterEach
    void close() {
        connections.close();
        stub.close();
        emulator.close();
    }

    @Test
    void shouldCreateWithCatalogDataAndTagsInOneCall() {
        // When
        PublicRepository created = create("team/api");

        // Then
        assertThat(emulator.calls().entries()).hasSize(1);
        assertThat(created.repositoryUri()).startsWith("public.ecr.aws/").endsWith("/team/api");
        assertThat(repositories.describeRepository("team/api")).contains(created);
        assertThat(repositories.describeRepositories(null).items()).containsExactly(created);
        assertThat(repositories.listTagsForResource(created.repositoryArn())).isEqualTo(Map.of("team", "a"));
        assertThat(repositories.getRepositoryCatalogData("team/api")).hasValueSatisfying(data -> assertThat(data)
                .usingRecursiveComparison()
                .ignoringFields("logoUrl")
                .isEqualTo(DATA));
    }

    @Test
    void shouldCallTheRegionOfEcrPublicWhateverTheConnectionIsFor() {
        // When
        create("api");

        // Then
        assertThat(meters.get("ecr_operator_aws_calls")
                        .tags("operation", "CreateRepository", "region", "us-east-1")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldReplaceCatalogData() {
        // Given
        create("api");
        CatalogData brief = new CatalogData(
                Optional.of("Short"), Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

        // When
        repositories.putRepositoryCatalogData("api", brief, Optional.empty());

        // Then
        assertThat(repositories.getRepositoryCatalogData("api").orElseThrow().description())
                .contains("Short");
        assertThat(repositories.getRepositoryCatalogData("api").orElseThrow().architectures())
                .isEmpty();
    }

    @Test
    void shouldSendTheLogoAsItIs() {
        // Given
        stub.answer("{}");

        // When
        stubbed.putRepositoryCatalogData("api", DATA, LOGO);

        // Then
        assertThat(stub.onlyRequest().body())
                .contains("\"logoImageBlob\":\"iVBORw0KGgo=\"")
                .contains("\"architectures\":[\"ARM 64\",\"x86-64\"]");
        assertThat(LOGO.toString()).doesNotContain("iVBOR");
    }

    @Test
    void shouldKeepTagsAndPolicyUntilTheyAreRemoved() {
        // Given
        String arn = create("api").repositoryArn();
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"push\",\"Effect\":\"Allow\","
                + "\"Principal\":{\"AWS\":\"arn:aws:iam::210987654321:root\"},\"Action\":\"ecr-public:PutImage\"}]}";

        // When
        repositories.tagResource(arn, Map.of("env", "prod"));
        repositories.untagResource(arn, Set.of("team"));
        repositories.setRepositoryPolicy("api", policy, false);

        // Then
        assertThat(repositories.listTagsForResource(arn)).isEqualTo(Map.of("env", "prod"));
        assertThat(repositories.getRepositoryPolicy("api").orElseThrow()).contains("ecr-public:PutImage");

        // When
        repositories.deleteRepositoryPolicy("api");
        repositories.deleteRepositoryPolicy("api");

        // Then
        assertThat(repositories.getRepositoryPolicy("api")).isEmpty();
    }

    @Test
    void shouldNameTheRegistry() {
        assertThat(repositories.getRegistryCatalogData()).isEmpty();

        // When
        repositories.putRegistryCatalogData("Example");

        // Then
        assertThat(repositories.getRegistryCatalogData()).contains("Example");
    }

    @Test
    void shouldSayWhatKindOfFailureItIs() {
        // Given
        create("api");
        repositories.createRepository(new NewPublicRepository("bare", Map.of(), Optional.empty(), Optional.empty()));

        // Then
        assertThat(kind(() -> create("api"))).isEqualTo(Kind.ALREADY_EXISTS);
        assertThat(kind(() -> repositories.deleteRepository("other", false))).isEqualTo(Kind.NOT_FOUND);
        assertThat(kind(() -> repositories.getRepositoryPolicy("other"))).isEqualTo(Kind.NOT_FOUND);
        assertThat(repositories.getRepositoryCatalogData("bare")).isEmpty();

        // When
        repositories.deleteRepository("api", false);

        // Then
        assertThat(repositories.describeRepository("api")).isEmpty();
    }

    @Test
    void shouldNotTakeAnAnswerWithoutWhatWasAskedForAsNothingThere() {
        // Given
        stub.answer("{}");
        Stream<ThrowingCallable> reads = Stream.of(
                () -> stubbed.describeRepositories(null),
                () -> stubbed.describeRepository("api"),
                () -> stubbed.getRepositoryPolicy("api"),
                () -> stubbed.getRepositoryCatalogData("api"));

        // Then
        assertThat(reads).allSatisfy(read -> assertThat(kind(read)).isEqualTo(Kind.TRANSIENT));
    }

    private PublicRepository create(String name) {
        return repositories
                .createRepository(
                        new NewPublicRepository(name, Map.of("team", "a"), Optional.of(DATA), Optional.empty()))
                .repository();
    }

    private static Kind kind(ThrowingCallable call) {
        return catchThrowableOfType(AwsException.class, call).kind();
    }
}
