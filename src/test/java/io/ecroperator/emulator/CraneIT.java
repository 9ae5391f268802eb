package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.support.Crane;
import io.ecroperator.support.CraneResult;
import io.ecroperator.support.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.RepositoryNotEmptyException;

/** A client that others wrote pushes and pulls by what the emulator's logins say. */
class CraneIT {
    private static final String ACCOUNT = "111122223333";
    private static final String OTHER_ACCOUNT = "444455556666";
    private static final String REGION = "eu-central-1";
    private static final String HOST = ACCOUNT + ".dkr.ecr.eu-central-1.amazonaws.com";
    private static final int TAR_BLOCK = 512;

    @TempDir
    private Path directory;

    private final VirtualClock clock = new VirtualClock();
    private final Emulator emulator =
            Emulator.start(EmulatorOptions.DEFAULT.clock(clock).proxy(ProxyOptions.DEFAULT));
    private Crane crane;

    @BeforeEach
    void start() {
        DataPlane dataPlane = emulator.dataPlane();
        crane = new Crane(directory, dataPlane.proxy(), dataPlane.caPem());
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "111122223333.dkr.ecr.eu-central-1.amazonaws.com,111122223333,eu-central-1",
        "111122223333.dkr.ecr.us-east-1.amazonaws.com,111122223333,us-east-1",
        "444455556666.dkr.ecr.us-east-1.amazonaws.com,444455556666,us-east-1",
        "111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com,111122223333,us-gov-west-1",
        "111122223333.dkr-ecr.eu-central-1.on.aws,111122223333,eu-central-1",
        "111122223333.dkr-ecr-fips.us-east-1.on.aws,111122223333,us-east-1",
        "111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn,111122223333,cn-north-1"
    })
    void shouldPushAndPullByTheLoginOfTheRegion(String host, String account, String region) throws IOException {
        // Given
        emulator.registry(account, region).createRepository("team/api");
        crane.dockerConfig(Logins.dockerConfig(Map.of(host, Logins.ecr(emulator, account, region))));
        String image = host + "/team/api:v1";

        // When
        CraneResult push = push(image, 2);
        CraneResult digest = crane.run("digest", image);
        CraneResult tags = crane.run("ls", host + "/team/api");
        CraneResult pull = crane.run("pull", image, "image.tar");

        // Then
        assertThat(List.of(push, digest, tags, pull))
                .allSatisfy(result ->
                        assertThat(result.exitCode()).as(result.stderr()).isZero());
        assertThat(tags.stdout()).isEqualTo("v1\n");
        assertThat(directory.resolve("image.tar")).isNotEmptyFile();
        try (Clients clients = Clients.of(emulator, account, region)) {
            assertThat(clients.ecr()
                            .describeImages(r -> r.repositoryName("team/api")
                                    .imageIds(ImageIdentifier.builder()
                                            .imageTag("v1")
                                            .build()))
                            .imageDetails())
                    .singleElement()
                    .satisfies(detail -> assertThat(detail.imageDigest())
                            .isEqualTo(digest.stdout().strip()));
        }
    }

    @Test
    void shouldUseEachLoginAtItsHostWhenOneConfigurationHoldsAll() throws Exception {
        // Given
        String elsewhere = ACCOUNT + ".dkr.ecr.us-east-1.amazonaws.com";
        String others = OTHER_ACCOUNT + ".dkr.ecr.eu-central-1.amazonaws.com";
        String gallery = "public.ecr.aws/" + emulator.publicAlias(ACCOUNT) + "/api:v1";
        emulator.registry(ACCOUNT, REGION).createRepository("api");
        emulator.registry(ACCOUNT, "us-east-1").createRepository("api");
        emulator.registry(OTHER_ACCOUNT, REGION).createRepository("api");
        emulator.publicRegistry(ACCOUNT).createRepository("api");
        crane.dockerConfig(Logins.dockerConfig(Map.of(
                HOST,
                Logins.ecr(emulator, ACCOUNT, REGION),
                elsewhere,
                Logins.ecr(emulator, ACCOUNT, "us-east-1"),
                others,
                Logins.ecr(emulator, OTHER_ACCOUNT, REGION),
                "public.ecr.aws",
                Logins.ecrPublic(emulator, ACCOUNT))));

        // When
        List<CraneResult> results = List.of(
                push(HOST + "/api:v1", 2),
                crane.run("copy", HOST + "/api:v1", elsewhere + "/api:v1"),
                crane.run("copy", HOST + "/api:v1", others + "/api:v1"),
                crane.run("copy", HOST + "/api:v1", gallery));

        // Then
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.exitCode()).as(result.stderr()).isZero());
        assertThat(crane.run("digest", gallery).stdout())
                .isEqualTo(crane.run("digest", HOST + "/api:v1").stdout())
                .startsWith("sha256:");
    }

    @Test
    void shouldBeRefusedWhenTheLoginIsOfAnotherRegion() throws IOException {
        // Given
        emulator.registry(ACCOUNT, REGION).createRepository("api");
        crane.dockerConfig(Logins.dockerConfig(Map.of(HOST, Logins.ecr(emulator, ACCOUNT, "us-east-1"))));

        // When
        CraneResult push = push(HOST + "/api:v1", 2);
        CraneResult list = crane.run("ls", HOST + "/api");

        // Then
        assertThat(push.exitCode()).isNotZero();
        // It asks by HEAD first, whose answer has no words.
        assertThat(push.stderr()).contains("400 Bad Request");
        assertThat(list.stderr()).contains("DENIED: Your Authorization Token is invalid.");
        assertThat(emulator.registry(ACCOUNT, REGION).imageTags("api")).isEmpty();
    }

    @Test
    void shouldPullAgainWhenAnExpiredLoginIsReplaced() throws IOException {
        // Given
        emulator.registry(ACCOUNT, REGION).createRepository("api");
        crane.dockerConfig(Logins.dockerConfig(Map.of(HOST, Logins.ecr(emulator, ACCOUNT, REGION))));
        CraneResult push = push(HOST + "/api:v1", 2);
        clock.pass(Duration.ofHours(12));

        // When
        CraneResult expired = crane.run("pull", HOST + "/api:v1", "image.tar");
        crane.dockerConfig(Logins.dockerConfig(Map.of(HOST, Logins.ecr(emulator, ACCOUNT, REGION))));
        CraneResult rotated = crane.run("pull", HOST + "/api:v1", "image.tar");

        // Then
        assertThat(push.exitCode()).as(push.stderr()).isZero();
        assertThat(expired.exitCode()).isNotZero();
        assertThat(expired.stderr())
                .contains("DENIED: Your authorization token has expired. Reauthenticate and try again.");
        assertThat(rotated.exitCode()).as(rotated.stderr()).isZero();
    }

    @Test
    void shouldBeRefusedWhenAnotherImageTakesAnImmutableTag() throws IOException {
        // Given
        Registry registry = emulator.registry(ACCOUNT, REGION);
        registry.createRepository("api");
        registry.setImageTagMutability("api", "IMMUTABLE");
        crane.dockerConfig(Logins.dockerConfig(Map.of(HOST, Logins.ecr(emulator, ACCOUNT, REGION))));
        CraneResult first = push(HOST + "/api:v1", 2);

        // When
        CraneResult second = push(HOST + "/api:v1", 4);
        CraneResult underAnotherTag = push(HOST + "/api:v2", 4);

        // Then
        assertThat(first.exitCode()).as(first.stderr()).isZero();
        assertThat(second.exitCode()).isNotZero();
        assertThat(second.stderr())
                .contains("TAG_INVALID: The image tag 'v1' already exists in the 'api' repository and cannot be"
                        + " overwritten because the tag is immutable.");
        assertThat(underAnotherTag.exitCode()).as(underAnotherTag.stderr()).isZero();
    }

    @Test
    void shouldKeepTheRepositoryFromDeletionWhenAnImageWasPushed() throws IOException {
        // Given
        emulator.registry(ACCOUNT, REGION).createRepository("api");
        crane.dockerConfig(Logins.dockerConfig(Map.of(HOST, Logins.ecr(emulator, ACCOUNT, REGION))));
        CraneResult push = push(HOST + "/api:v1", 2);

        // When / Then
        assertThat(push.exitCode()).as(push.stderr()).isZero();
        try (Clients clients = Clients.of(emulator, ACCOUNT, REGION)) {
            assertThatThrownBy(() -> clients.ecr().deleteRepository(r -> r.repositoryName("api")))
                    .isInstanceOf(RepositoryNotEmptyException.class);
            clients.ecr().deleteRepository(r -> r.repositoryName("api").force(true));
        }
        assertThat(crane.run("digest", HOST + "/api:v1").stderr())
                .contains("NAME_UNKNOWN: The repository with name 'api' does not exist in the registry with id '"
                        + ACCOUNT + "'");
        assertThat(emulator.dataPlane().layerBytes()).isZero();
    }

    @Test
    void shouldPullFromAnotherAccountOnlyWhenItsRepositoryPolicyAllows() throws IOException {
        // Given
        Registry registry = emulator.registry(ACCOUNT, REGION);
        registry.createRepository("api");
        crane.dockerConfig(Logins.dockerConfig(Map.of(HOST, Logins.ecr(emulator, ACCOUNT, REGION))));
        CraneResult push = push(HOST + "/api:v1", 2);
        crane.dockerConfig(Logins.dockerConfig(Map.of(HOST, Logins.ecr(emulator, OTHER_ACCOUNT, REGION))));

        // When
        CraneResult before = crane.run("pull", HOST + "/api:v1", "image.tar");
        registry.setRepositoryPolicy("api", """
                {"Statement": [{"Effect": "Allow", "Principal": {"AWS": "444455556666"},
                 "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"]}]}
                """);
        CraneResult after = crane.run("pull", HOST + "/api:v1", "image.tar");
        CraneResult pushToo = push(HOST + "/api:v2", 4);

        // Then
        assertThat(push.exitCode()).as(push.stderr()).isZero();
        assertThat(before.stderr())
                .contains("DENIED: User: arn:aws:sts::444455556666:assumed-role/")
                .contains("is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:eu-central-1:"
                        + "111122223333:repository/api because no resource-based policy allows");
        assertThat(after.exitCode()).as(after.stderr()).isZero();
        assertThat(pushToo.stderr()).contains("not authorized to perform: ecr:InitiateLayerUpload");
    }

    /** Pushes an image of one layer, an empty tar archive, whose length makes the image another one. */
    private CraneResult push(String image, int blocks) throws IOException {
        Path layer = Files.write(directory.resolve("layer.tar"), new byte[blocks * TAR_BLOCK]);
        return crane.run("append", "--new_layer", layer.toString(), "--new_tag", image);
    }
}
