package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ecrpublic.EcrPublicClient;
import software.amazon.awssdk.services.ecrpublic.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.ecrpublic.model.EcrPublicException;
import software.amazon.awssdk.services.ecrpublic.model.ImageDetail;
import software.amazon.awssdk.services.ecrpublic.model.ImageIdentifier;
import software.amazon.awssdk.services.ecrpublic.model.ImageTagDetail;
import software.amazon.awssdk.services.ecrpublic.model.Registry;
import software.amazon.awssdk.services.ecrpublic.model.Repository;
import software.amazon.awssdk.services.ecrpublic.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecrpublic.model.RepositoryCatalogData;
import software.amazon.awssdk.services.ecrpublic.model.RepositoryCatalogDataNotFoundException;
import software.amazon.awssdk.services.ecrpublic.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecrpublic.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecrpublic.model.RepositoryPolicyNotFoundException;
import software.amazon.awssdk.services.ecrpublic.model.Tag;

class EmulatorPublicTest {
    private static final String ACCOUNT = "111122223333";
    private static final String OTHER_ACCOUNT = "444455556666";
    private static final String ARN = "arn:aws:ecr-public::111122223333:repository/team/api";
    private static final String MANIFEST = "{\"schemaVersion\":2}";

    private Emulator emulator;
    private Clients clients;
    private EcrPublicClient ecr;

    @BeforeEach
    void start() {
        emulator = Emulator.start();
        clients = Clients.of(emulator, ACCOUNT, "eu-central-1");
        ecr = clients.ecrPublic();
    }

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @Test
    void shouldCreateARepositoryThatHasNothingOfAPrivateOne() {
        // When
        CreateRepositoryResponse created = ecr.createRepository(r -> r.repositoryName("team/api"));

        // Then
        Repository repository = created.repository();
        assertThat(repository.repositoryArn()).isEqualTo(ARN);
        assertThat(repository.repositoryUri())
                .isEqualTo("public.ecr.aws/%s/team/api".formatted(emulator.publicAlias(ACCOUNT)));
        assertThat(created.catalogData()).isNull();
        assertThat(ecr.describeRepositories(r -> {}).repositories()).containsExactly(repository);
        assertThat(JsonApi.ecrPublic(emulator, ACCOUNT)
                        .call("DescribeRepositories", "{}")
                        .path("repositories")
                        .path(0)
                        .properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "repositoryArn", "registryId", "repositoryName", "repositoryUri", "createdAt");
        assertThat(clients.ecr().describeRepositories().repositories()).isEmpty();
        assertThatThrownBy(() -> ecr.createRepository(r -> r.repositoryName("team/api")))
                .isInstanceOf(RepositoryAlreadyExistsException.class);
    }

    @Test
    void shouldListByPageAndByName() {
        // Given
        IntStream.range(0, 5).forEach(i -> ecr.createRepository(r -> r.repositoryName("repo-" + i)));

        // When / Then
        assertThat(ecr.describeRepositoriesPaginator(r -> r.maxResults(2)))
                .extracting(page -> page.repositories().size())
                .containsExactly(2, 2, 1);
        assertThat(ecr.describeRepositories(r -> r.repositoryNames("repo-3", "repo-1"))
                        .repositories())
                .extracting(Repository::repositoryName)
                .containsExactly("repo-3", "repo-1");
        assertThatThrownBy(() -> ecr.describeRepositories(r -> r.repositoryNames("repo-9")))
                .isInstanceOf(RepositoryNotFoundException.class);
    }

    @Test
    void shouldDeleteOnlyAnEmptyRepositoryUnlessForced() {
        // Given
        ecr.createRepository(r -> r.repositoryName("api"));
        ecr.putImage(r -> r.repositoryName("api").imageManifest(MANIFEST).imageTag("v1"));

        // When / Then
        assertThatThrownBy(() -> ecr.deleteRepository(r -> r.repositoryName("api")))
                .isInstanceOf(RepositoryNotEmptyException.class);
        ecr.deleteRepository(r -> r.repositoryName("api").force(true));
        assertThat(emulator.publicRegistry(ACCOUNT).repositoryNames()).isEmpty();
    }

    @Test
    void shouldKeepCatalogDataAndGiveALogoBackAsAnAddress() {
        // Given
        ecr.createRepository(r -> r.repositoryName("api"));
        assertThatThrownBy(() -> ecr.getRepositoryCatalogData(r -> r.repositoryName("api")))
                .isInstanceOf(RepositoryCatalogDataNotFoundException.class);

        // When
        ecr.putRepositoryCatalogData(r -> r.repositoryName("api").catalogData(c -> c.description("An API")
                .architectures("ARM 64", "x86-64")
                .logoImageBlob(SdkBytes.fromUtf8String("a logo"))));

        // Then
        RepositoryCatalogData data =
                ecr.getRepositoryCatalogData(r -> r.repositoryName("api")).catalogData();
        assertThat(data.description()).isEqualTo("An API");
        assertThat(data.architectures()).containsExactly("ARM 64", "x86-64");
        assertThat(data.logoUrl()).startsWith("https://").endsWith(".png");
        assertThat(data.marketplaceCertified()).isFalse();
        assertThat(data.hasOperatingSystems()).isFalse();

        // When
        ecr.putRepositoryCatalogData(r -> r.repositoryName("api").catalogData(c -> c.aboutText("# API")));

        // Then
        assertThat(ecr.getRepositoryCatalogData(r -> r.repositoryName("api"))
                        .catalogData()
                        .description())
                .isNull();
    }

    @Test
    void shouldKnowARegistryByAliasAndDisplayName() {
        // When
        ecr.putRegistryCatalogData(r -> r.displayName("Example Corp"));
        Registry registry = ecr.describeRegistries(r -> {}).registries().getFirst();

        // Then
        assertThat(ecr.getRegistryCatalogData(r -> {}).registryCatalogData().displayName())
                .isEqualTo("Example Corp");
        assertThat(registry.registryArn()).isEqualTo("arn:aws:ecr-public::111122223333:registry/111122223333");
        assertThat(registry.registryUri()).isEqualTo("public.ecr.aws/" + emulator.publicAlias(ACCOUNT));
        assertThat(registry.aliases()).singleElement().satisfies(alias -> {
            assertThat(alias.name()).matches("[a-z][a-z0-9]+");
            assertThat(alias.primaryRegistryAlias()).isTrue();
        });
    }

    @Test
    void shouldTagByAnArnWithoutRegion() {
        // Given
        ecr.createRepository(r -> r.repositoryName("team/api")
                .tags(Tag.builder().key("team").value("a").build()));

        // When
        ecr.tagResource(r ->
                r.resourceArn(ARN).tags(Tag.builder().key("cost").value("1").build()));
        ecr.untagResource(r -> r.resourceArn(ARN).tagKeys("team"));

        // Then
        assertThat(ecr.listTagsForResource(r -> r.resourceArn(ARN)).tags())
                .extracting(Tag::key)
                .containsExactly("cost");
    }

    @Test
    void shouldTakePoliciesOfItsOwnActionsOnly() {
        // Given
        ecr.createRepository(r -> r.repositoryName("api"));
        String policy =
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"444455556666\"},\"Action\":\"%s\"}]}";

        // When / Then
        assertThatThrownBy(() -> ecr.getRepositoryPolicy(r -> r.repositoryName("api")))
                .isInstanceOf(RepositoryPolicyNotFoundException.class);
        assertThatThrownBy(() -> ecr.setRepositoryPolicy(
                        r -> r.repositoryName("api").policyText(policy.formatted("ecr:PutImage"))))
                .hasMessageContaining("Invalid repository policy provided");
        ecr.setRepositoryPolicy(r -> r.repositoryName("api").policyText(policy.formatted("ecr-public:PutImage")));
        try (Clients others = Clients.of(emulator, OTHER_ACCOUNT, "us-east-1")) {
            others.ecrPublic().putImage(r -> r.registryId(emulator.publicAlias(ACCOUNT))
                    .repositoryName("api")
                    .imageManifest(MANIFEST));
            assertThatThrownBy(() -> others.ecrPublic()
                            .describeImages(r -> r.registryId(ACCOUNT).repositoryName("api")))
                    .isInstanceOf(EcrPublicException.class)
                    .hasMessageContaining("not authorized to perform: ecr-public:DescribeImages");
        }
        assertThat(emulator.publicRegistry(ACCOUNT)
                        .repository("api")
                        .orElseThrow()
                        .imageCount())
                .isEqualTo(1);
    }

    @Test
    void shouldDescribeImagesAndTags() {
        // Given
        ecr.createRepository(r -> r.repositoryName("api"));
        List.of("v1", "v2")
                .forEach(tag -> ecr.putImage(
                        r -> r.repositoryName("api").imageManifest(MANIFEST).imageTag(tag)));

        // When / Then
        assertThat(ecr.describeImages(r -> r.repositoryName("api")).imageDetails())
                .singleElement()
                .extracting(ImageDetail::imageTags)
                .isEqualTo(List.of("v1", "v2"));
        assertThat(ecr.describeImageTagsPaginator(r -> r.repositoryName("api").maxResults(1)).stream()
                        .flatMap(page -> page.imageTagDetails().stream()))
                .extracting(ImageTagDetail::imageTag)
                .containsExactly("v1", "v2");
        ecr.batchDeleteImage(r -> r.repositoryName("api")
                .imageIds(
                        ImageIdentifier.builder().imageTag("v1").build(),
                        ImageIdentifier.builder().imageTag("v2").build()));
        assertThat(ecr.describeImages(r -> r.repositoryName("api")).imageDetails())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CreateRepository         | {}                                                          | InvalidParameterException
            CreateRepository         | {'repositoryName': 'a--b'}                                  | InvalidParameterException
            CreateRepository         | {'repositoryName': 'a'}                                     | InvalidParameterException
            CreateRepository         | {'repositoryName': 'b', 'tags': [{'Key': 'aws:x', 'Value': ''}]} | InvalidParameterException
            CreateRepository         | {'repositoryName': 'bb', 'tags': [{'Key': 'aws:x', 'Value': ''}]} | InvalidTagParameterException
            CreateRepository         | {'repositoryName': 'bb', 'catalogData': {'architectures': ['']}} | InvalidParameterException
            CreateRepository         | {'repositoryName': 'bb', 'catalogData': {'logoImageBlob': '!'}} | SerializationException
            DescribeRepositories     | {'maxResults': 1001}                                        | InvalidParameterException
            DescribeRepositories     | {'registryId': '1'}                                         | InvalidParameterException
            DescribeRepositories     | {'registryId': '444455556666'}                              | AccessDeniedException
            PutRepositoryCatalogData | {'repositoryName': 'api'}                                   | InvalidParameterException
            PutRepositoryCatalogData | {'repositoryName': 'no', 'catalogData': {}}                 | RepositoryNotFoundException
            GetRepositoryCatalogData | {'repositoryName': 'no'}                                    | RepositoryNotFoundException
            PutRegistryCatalogData   | {}                                                          | OK
            PutImage                 | {'registryId': 'nobodys', 'repositoryName': 'api', 'imageManifest': '{}'} | RegistryNotFoundException
            PutImage                 | {'repositoryName': 'api'}                                   | InvalidParameterException
            DescribeImages           | {'repositoryName': 'api', 'imageIds': [{'imageTag': 'no'}]} | ImageNotFoundException
            TagResource              | {'resourceArn': 'arn:aws:ecr-public:us-east-1:111122223333:repository/api', 'tags': []} | InvalidParameterException
            TagResource              | {'resourceArn': 'arn:aws:ecr-public::444455556666:repository/api', 'tags': []} | AccessDeniedException
            PutImageTagMutability    | {'repositoryName': 'api', 'imageTagMutability': 'MUTABLE'}  | UnknownOperationException
            """)
    void shouldAnswerByTheModel(String operation, String body, String outcome) {
        // Given
        ecr.createRepository(r -> r.repositoryName("api"));

        // When / Then
        assertThat(JsonApi.ecrPublic(emulator, ACCOUNT).outcome(operation, body))
                .isEqualTo(outcome);
    }

    @Test
    void shouldBeInOneRegionOnly() {
        // Given
        JsonApi elsewhere = new JsonApi(emulator, "SpencerFrontendService", "ecr-public", ACCOUNT, "eu-central-1");

        // When / Then
        assertThat(elsewhere.outcome("DescribeRepositories", "{}")).isEqualTo("InvalidSignatureException");
    }

    @Test
    void shouldRefuseALogoThatIsTooLarge() {
        // Given
        SdkBytes logo = SdkBytes.fromByteArray(new byte[512_001]);

        // When / Then
        assertThatThrownBy(() ->
                        ecr.createRepository(r -> r.repositoryName("api").catalogData(c -> c.logoImageBlob(logo))))
                .hasMessageContaining("'catalogData.logoImageBlob'")
                .hasMessageContaining("less than or equal to 512000");
    }
}
