package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.EncryptionType;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

class EmulatorRepositoryTest {
    private static final int CONCURRENT = 32;

    private Emulator emulator;
    private Clients clients;

    @BeforeEach
    void start() {
        emulator = Emulator.start();
        clients = Clients.of(emulator);
    }

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @Test
    void shouldAnswerTheWholeRepositoryWhenCreatedWithDefaults() {
        // When
        Repository repository = clients.ecr()
                .createRepository(r -> r.repositoryName("team/api"))
                .repository();

        // Then
        assertThat(repository.repositoryArn()).isEqualTo("arn:aws:ecr:us-east-1:123456789012:repository/team/api");
        assertThat(repository.repositoryUri()).isEqualTo("123456789012.dkr.ecr.us-east-1.amazonaws.com/team/api");
        assertThat(repository.registryId()).isEqualTo("123456789012");
        assertThat(repository.imageTagMutability()).isEqualTo(ImageTagMutability.MUTABLE);
        assertThat(repository.imageScanningConfiguration().scanOnPush()).isFalse();
        assertThat(repository.encryptionConfiguration().encryptionType()).isEqualTo(EncryptionType.AES256);
        assertThat(repository.createdAt()).isNotNull();
        assertThat(clients.ecr().describeRepositories().repositories()).containsExactly(repository);
    }

    @Test
    void shouldRefuseWhenNameIsTaken() {
        // Given
        clients.ecr().createRepository(r -> r.repositoryName("taken"));

        // When / Then
        assertThatThrownBy(() -> clients.ecr().createRepository(r -> r.repositoryName("taken")))
                .isInstanceOfSatisfying(RepositoryAlreadyExistsException.class, error -> {
                    assertThat(error.awsErrorDetails().errorMessage())
                            .isEqualTo(
                                    "The repository with name 'taken' already exists in the registry with id '123456789012'");
                    assertThat(error.requestId()).isNotBlank();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a--b", "a__b", "0a", "a.b", "a/b/c", "ab", "a-b_c.d/e"})
    void shouldAcceptWhenNameFitsThePattern(String name) {
        // When
        String created = clients.ecr()
                .createRepository(r -> r.repositoryName(name))
                .repository()
                .repositoryName();

        // Then
        assertThat(created).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upper", "-a", "a-", "a..b", "a___b", "a//b", "/a", "a/", "a b", "a_-b"})
    void shouldRefuseWhenNameBreaksThePattern(String name) {
        // When / Then
        assertThatThrownBy(() -> clients.ecr().createRepository(r -> r.repositoryName(name)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(
                        "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '[a-z0-9]+(");
    }

    @ParameterizedTest
    @CsvSource({"1,must have length greater than or equal to 2", "257,must have length less than or equal to 256"})
    void shouldRefuseWhenNameLengthIsOutOfRange(int length, String constraint) {
        // When / Then
        assertThatThrownBy(() -> clients.ecr().createRepository(r -> r.repositoryName("a".repeat(length))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(constraint);
    }

    @Test
    void shouldPageWhenThereAreMoreThanMaxResults() {
        // Given
        IntStream.range(0, 25).forEach(i -> emulator.registry().createRepository("repo-%02d".formatted(i)));

        // When
        List<DescribeRepositoriesResponse> pages =
                clients.ecr().describeRepositoriesPaginator(r -> r.maxResults(10)).stream()
                        .toList();

        // Then
        assertThat(pages).extracting(page -> page.repositories().size()).containsExactly(10, 10, 5);
        assertThat(pages.stream().flatMap(page -> page.repositories().stream()))
                .extracting(Repository::repositoryName)
                .containsExactlyElementsOf(emulator.registry().repositoryNames());
    }

    @Test
    void shouldNotGiveATokenWhenTheLastPageIsFull() {
        // Given
        IntStream.range(0, 10).forEach(i -> emulator.registry().createRepository("repo-" + i));

        // When
        DescribeRepositoriesResponse page = clients.ecr().describeRepositories(r -> r.maxResults(10));

        // Then
        assertThat(page.repositories()).hasSize(10);
        assertThat(page.nextToken()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1001})
    void shouldRefuseWhenMaxResultsIsOutOfRange(int maxResults) {
        // When / Then
        assertThatThrownBy(() -> clients.ecr().describeRepositories(r -> r.maxResults(maxResults)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("'maxResults'");
    }

    @Test
    void shouldRefuseWhenNamesComeWithMaxResultsOrAForgedToken() {
        // Given
        emulator.registry().createRepository("one");

        // When / Then
        assertThatThrownBy(() -> clients.ecr()
                        .describeRepositories(r -> r.repositoryNames("one").maxResults(5)))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> clients.ecr().describeRepositories(r -> r.nextToken("bm9uc2Vuc2U=")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void shouldFailTheWholeCallWhenOneNameIsMissing() {
        // Given
        emulator.registry().createRepository("one");

        // When / Then
        assertThatThrownBy(() -> clients.ecr().describeRepositories(r -> r.repositoryNames("one", "two")))
                .isInstanceOf(RepositoryNotFoundException.class)
                .hasMessageContaining(
                        "The repository with name 'two' does not exist in the registry with id '123456789012'");
    }

    @Test
    void shouldRefuseWhenMoreThanAHundredNamesAreAsked() {
        // Given
        List<String> names = IntStream.range(0, 101).mapToObj(i -> "repo-" + i).toList();

        // When / Then
        assertThatThrownBy(() -> clients.ecr().describeRepositories(r -> r.repositoryNames(names)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("'repositoryNames'");
    }

    @Test
    void shouldDeleteWithImagesOnlyWhenForced() {
        // Given
        emulator.registry().createRepository("full");
        emulator.registry().archiveImage("full", emulator.registry().putImage("full", "v1"));

        // When / Then
        assertThatThrownBy(() -> clients.ecr().deleteRepository(r -> r.repositoryName("full")))
                .isInstanceOf(RepositoryNotEmptyException.class)
                .hasMessageContaining("cannot be deleted because it still contains images");
        clients.ecr().deleteRepository(r -> r.repositoryName("full").force(true));
        assertThat(emulator.registry().repositoryNames()).isEmpty();
        assertThatThrownBy(() -> clients.ecr().deleteRepository(r -> r.repositoryName("full")))
                .isInstanceOf(RepositoryNotFoundException.class);
    }

    @Test
    void shouldKeepRegistriesApartWhenAccountOrRegionDiffer() {
        // Given
        try (Clients other = Clients.of(emulator, "111122223333", "eu-west-1")) {
            // When
            other.ecr().createRepository(r -> r.repositoryName("api"));

            // Then
            assertThat(clients.ecr().describeRepositories().repositories()).isEmpty();
            assertThat(emulator.registry("111122223333", "eu-west-1").repositoryNames())
                    .containsExactly("api");
            assertThatThrownBy(() -> clients.ecr()
                            .createRepository(r -> r.repositoryName("api").registryId("111122223333")))
                    .isInstanceOfSatisfying(EcrException.class, error -> assertThat(
                                    error.awsErrorDetails().errorCode())
                            .isEqualTo("AccessDeniedException"));
        }
    }

    @Test
    void shouldCreateOnceWhenManyCreateTheSameName() throws Exception {
        // Given
        Callable<String> create = () -> {
            try {
                clients.ecr().createRepository(r -> r.repositoryName("contested"));
                return "created";
            } catch (RepositoryAlreadyExistsException e) {
                return "exists";
            }
        };

        // When
        List<String> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> future : threads.invokeAll(Collections.nCopies(CONCURRENT, create))) {
                outcomes.add(future.get());
            }
        }

        // Then
        assertThat(outcomes).hasSize(CONCURRENT).containsOnlyOnce("created");
    }
}
