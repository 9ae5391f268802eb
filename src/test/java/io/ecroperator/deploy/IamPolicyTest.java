package io.ecroperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.aws.AuthorizationApi;
import io.ecroperator.aws.CreationTemplateApi;
import io.ecroperator.aws.ImageApi;
import io.ecroperator.aws.LifecyclePolicyApi;
import io.ecroperator.aws.PublicRepositoryApi;
import io.ecroperator.aws.PullThroughCacheApi;
import io.ecroperator.aws.RegistrySettingsApi;
import io.ecroperator.aws.ReplicationBackfillApi;
import io.ecroperator.aws.RepositoryApi;
import io.ecroperator.aws.RepositoryPolicyApi;
import io.ecroperator.aws.ResourceTagApi;
import io.ecroperator.aws.TaggingApi;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped IAM policies allow what their names promise, the calls that the code can make, and nothing else. */
class IamPolicyTest {

    private static final Path DIRECTORY = Path.of("deploy", "iam");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Methods that are not named as their IAM action. */
    private static final Map<String, String> ACTIONS = Map.of(
            "describeRepository",
            "DescribeRepositories",
            "describePullThroughCacheRule",
            "DescribePullThroughCacheRules",
            "describeRepositoryCreationTemplate",
            "DescribeRepositoryCreationTemplates",
            "describeNamedRepositories",
            "DescribeRepositories",
            "countImages",
            "ListImages");

    /** What {@code plan --preview} asks beside; the operator itself never does. */
    private static final Set<String> PREVIEW =
            Set.of("ecr:GetLifecyclePolicyPreview", "ecr:StartLifecyclePolicyPreview");

    /** All that a repository and what is in it needs. */
    private static final Set<String> REPOSITORIES = union(Stream.of(
                            RepositoryApi.class,
                            ResourceTagApi.class,
                            RepositoryPolicyApi.class,
                            LifecyclePolicyApi.class,
                            ImageApi.class)
                    .map(door -> actions("ecr", door))
                    .toList())
            .stream()
            .filter(action -> !PREVIEW.contains(action))
            .collect(Collectors.toCollection(TreeSet::new));

    private static final Set<String> MANAGE = union(List.of(REPOSITORIES, actions("tag", TaggingApi.class)));

    private static final Set<String> MINT = actions("ecr", AuthorizationApi.class);

    /** ECR Public asks STS for a token of its own on behalf of the caller. */
    private static final Set<String> MINT_PUBLIC =
            union(List.of(actions("ecr-public", AuthorizationApi.class), Set.of("sts:GetServiceBearerToken")));

    /** Nothing that the operator calls: a token may do what the identity may that minted it. */
    private static final Set<String> PULL =
            Set.of("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer");

    /**
     * What a pull through a cache takes beside that.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html">IAM permissions for
     *     pull through cache</a>
     */
    private static final Set<String> FILL_CACHE = Set.of("ecr:BatchImportUpstreamImage", "ecr:CreateRepository");

    /** The first replication configuration of a registry makes ECR create a role. */
    private static final String CREATE_ROLE = "iam:CreateServiceLinkedRole";

    private static final Set<String> SETTINGS = actions("ecr", RegistrySettingsApi.class);

    /** Of the door to ECR Public, what is about the registry. */
    private static final Set<String> PUBLIC_NAME =
            Set.of("ecr-public:GetRegistryCatalogData", "ecr-public:PutRegistryCatalogData");

    private static final Set<String> BACKFILLS = actions("ecr", ReplicationBackfillApi.class);

    /** For an EcrRegistry with {@code assumeRole}; the latter for {@code tags} of it. */
    private static final Set<String> ASSUME = Set.of("sts:AssumeRole", "sts:TagSession");

    private static final Set<String> CACHE_RULES = actions("ecr", PullThroughCacheApi.class);

    /** ECR creates the repositories of a template with {@code customRoleArn} as that role. */
    private static final String PASS_ROLE = "iam:PassRole";

    private static final Set<String> TEMPLATES = actions("ecr", CreationTemplateApi.class);

    /** Says whether others may create by a push what a template is for. */
    private static final String REGISTRY_POLICY = "ecr:GetRegistryPolicy";

    /** The display name of a registry is another kind's. */
    private static final Set<String> PUBLIC_REPOSITORIES = actions("ecr-public", PublicRepositoryApi.class).stream()
            .filter(action -> !action.endsWith("RegistryCatalogData"))
            .collect(Collectors.toUnmodifiableSet());

    /** What {@code ecr-operator export} and {@code plan} ask, and an operator whose objects all observe. */
    private static final Set<String> READ =
            union(List.of(MANAGE, SETTINGS, BACKFILLS, CACHE_RULES, TEMPLATES, PUBLIC_REPOSITORIES, PUBLIC_NAME))
                    .stream()
                    .filter(action -> action.matches("[a-z-]+:(Describe|Get|List).+"))
                    .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, Set<String>> PROMISED = Map.ofEntries(
            Map.entry("assume-roles.json", ASSUME),
            Map.entry("manage-cache-rules.json", CACHE_RULES),
            Map.entry("manage-creation-templates.json", union(List.of(TEMPLATES, Set.of(PASS_ROLE, REGISTRY_POLICY)))),
            Map.entry("manage-public-repositories.json", PUBLIC_REPOSITORIES),
            Map.entry("manage-repositories.json", MANAGE),
            Map.entry("manage-named-repositories.json", MANAGE),
            Map.entry(
                    "manage-registry-settings.json",
                    union(List.of(SETTINGS, BACKFILLS, PUBLIC_NAME, Set.of(CREATE_ROLE)))),
            Map.entry("pull-credentials.json", union(List.of(MINT, MINT_PUBLIC, PULL))),
            Map.entry("mint-tokens.json", MINT),
            Map.entry("mint-tokens-of-ecr-public.json", MINT_PUBLIC),
            Map.entry("pull-from-named-repositories.json", PULL),
            Map.entry("preview-lifecycle-policies.json", PREVIEW),
            Map.entry("read-only.json", READ),
            Map.entry("pull-through-cache.json", union(List.of(PULL, FILL_CACHE))));

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().toList();
        }
    }

    @Test
    void shouldPromiseSomethingForEveryFile() throws IOException {
        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(PROMISED.keySet());
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldAllowExactlyWhatTheNamePromises(Path file) throws IOException {
        // When
        List<String> allowed = statements(file)
                .flatMap(statement -> texts(statement.path("Action")))
                .distinct() // an action may stand beside others for some repositories, and alone for all
                .toList();

        // Then
        assertThat(allowed)
                .containsExactlyInAnyOrderElementsOf(
                        PROMISED.get(file.getFileName().toString()))
                .allMatch(action -> action.matches("[a-z-]+:[A-Za-z]+"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldBeAPolicyThatIamTakes(Path file) throws IOException {
        // When
        JsonNode policy = JSON.readTree(file.toFile());

        // Then
        assertThat(policy.fieldNames()).toIterable().containsExactly("Version", "Statement");
        assertThat(policy.path("Version").asText()).isEqualTo("2012-10-17");
        assertThat(statements(file)).isNotEmpty().allSatisfy(statement -> {
            assertThat(statement.fieldNames()).toIterable().containsExactly("Sid", "Effect", "Action", "Resource");
            assertThat(statement.path("Sid").asText()).matches("[A-Za-z0-9]+");
            assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
        });
        assertThat(statements(file).map(statement -> statement.path("Sid").asText()))
                .doesNotHaveDuplicates();
    }

    /** What AWS gives only for everything is in a statement of its own, so that the others can be narrowed. */
    @ParameterizedTest
    @MethodSource("files")
    void shouldNameRepositoriesWhereAwsLetsOneNameThem(Path file) throws IOException {
        Set<String> forEverything = union(List.of(
                MINT,
                MINT_PUBLIC,
                SETTINGS,
                PUBLIC_NAME,
                BACKFILLS,
                CACHE_RULES,
                TEMPLATES,
                actions("tag", TaggingApi.class)));

        assertThat(statements(file)).allSatisfy(statement -> {
            List<String> actions = texts(statement.path("Action")).toList();
            List<String> resources = texts(statement.path("Resource")).toList();
            if (forEverything.containsAll(actions)) {
                assertThat(resources).containsExactly("*");
            } else if (actions.equals(List.of(CREATE_ROLE))) {
                assertThat(resources)
                        .allMatch(arn -> arn.contains("role/aws-service-role/replication.ecr.amazonaws.com/"));
            } else if (actions.equals(List.of(PASS_ROLE))) {
                assertThat(resources).isNotEmpty().allMatch(arn -> arn.matches("arn:aws:iam::\\d{12}:role/[a-z-]+"));
            } else if (ASSUME.containsAll(actions)) {
                assertThat(actions).as("tags can be left out").hasSize(1);
                assertThat(resources).isNotEmpty().allMatch(arn -> arn.matches("arn:aws:iam::\\d{12}:role/[a-z-]+"));
            } else {
                assertThat(actions).doesNotContainAnyElementsOf(forEverything);
                String service = PUBLIC_REPOSITORIES.containsAll(actions) ? "ecr-public::" : "ecr:";
                assertThat(resources).isNotEmpty().allMatch(arn -> arn.startsWith("arn:aws:" + service));
            }
        });
    }

    @Test
    void shouldNotOpenARegistryWhereTheNamePromisesNamedRepositories() throws IOException {
        for (String file : List.of("pull-from-named-repositories.json", "pull-through-cache.json")) {
            assertThat(statements(DIRECTORY.resolve(file)).flatMap(statement -> texts(statement.path("Resource"))))
                    .isNotEmpty()
                    .allMatch(arn -> arn.matches("arn:aws:ecr:[a-z0-9-]+:\\d{12}:repository/[a-z][a-z0-9/-]+\\*?"));
        }
    }

    /** IAM looks for {@code repository/*} where ECR is asked for all repositories, so no narrower Resource allows that. */
    @Test
    void shouldAllowTheListingByAStatementThatCanBeLeftOut() throws IOException {
        // When
        List<JsonNode> statements =
                statements(DIRECTORY.resolve("manage-named-repositories.json")).toList();

        // Then
        assertThat(texts(statements.getFirst().path("Action")))
                .as("all that a repository needs")
                .containsExactlyInAnyOrderElementsOf(REPOSITORIES);
        assertThat(texts(statements.getFirst().path("Resource")))
                .allMatch(arn -> arn.endsWith(":123456789012:repository/team-a/*"));
        assertThat(texts(statements.get(1).path("Action"))).containsExactly("ecr:DescribeRepositories");
        assertThat(texts(statements.get(1).path("Resource")))
                .allMatch(arn -> arn.endsWith(":123456789012:repository/*"));
    }

    private static Set<String> actions(String service, Class<?> api) {
        return Stream.of(api.getDeclaredMethods())
                .map(Method::getName)
                .map(name -> service + ":" + ACTIONS.getOrDefault(name, capitalised(name)))
                .collect(Collectors.toSet());
    }

    private static String capitalised(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static Set<String> union(List<Set<String>> sets) {
        return sets.stream().flatMap(Collection::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JsonNode> statements(Path file) throws IOException {
        return JSON.readTree(file.toFile()).path("Statement").valueStream();
    }

    private static Stream<String> texts(JsonNode oneOrMany) {
        return oneOrMany.isTextual()
                ? Stream.of(oneOrMany.asText())
                : oneOrMany.valueStream().map(JsonNode::asText);
    }
}
