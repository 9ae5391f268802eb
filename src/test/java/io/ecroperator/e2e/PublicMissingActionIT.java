package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.api.v1alpha1.EcrPublicRepositorySpec;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Condition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped IAM policy for public repositories with one action left out: the conditions name that action and no other. */
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicMissingActionIT {

    private static final Path SHIPPED = Path.of("deploy", "iam", "manage-public-repositories.json");
    private static final String ROLE = "arn:aws:iam::" + World.ACCOUNT + ":role/ecr-operator";
    private static final Pattern ACTION = Pattern.compile("\\becr-public:[A-Z][A-Za-z]+");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String NOTHING = "{}";
    private static final String TAGS = "tags: {team: a}";
    private static final String SHOWN = "catalogData: {description: An API}";
    private static final String POLICY = """
            repositoryPolicy:
              statements:
                - {sid: push, effect: Allow, principal: {AWS: ["444455556666"]}, action: ["ecr-public:PutImage"]}
            """;

    private World world;
    private KindObjects<EcrPublicRepositorySpec, EcrPublicRepository> repositories;

    /**
     * What takes an action.
     *
     * @param before what the object says before, null if it is not there yet
     * @param after what it says then; null for a request to look again, empty for its deletion
     */
    record Need(String action, String before, String after) {
        @Override
        public String toString() {
            return action;
        }
    }

    static Stream<Need> needs() {
        return Stream.of(
                new Need("CreateRepository", null, NOTHING),
                new Need("TagResource", NOTHING, TAGS),
                new Need("UntagResource", TAGS, "tags: {}"),
                new Need("PutRepositoryCatalogData", NOTHING, SHOWN),
                new Need("SetRepositoryPolicy", NOTHING, POLICY),
                new Need("DeleteRepositoryPolicy", POLICY, "repositoryPolicy: {statements: []}"),
                new Need("GetRepositoryCatalogData", SHOWN, null),
                new Need("GetRepositoryPolicy", POLICY, null),
                new Need("ListTagsForResource", TAGS, null),
                new Need("DescribeRepositories", NOTHING, null),
                new Need("DeleteRepository", NOTHING, ""));
    }

    @BeforeAll
    void start(LocalCluster cluster) throws IOException {
        world = World.withoutOperator(cluster);
        allowAllBut("none");
        world.startOperator(OperatorUnderTest.Options.DEFAULT);
        repositories = world.objects(EcrPublicRepository.class);
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("needs")
    void shouldNameTheActionThatIsMissing(Need need) throws IOException {
        // Given
        String name = need.action().toLowerCase(Locale.ROOT);
        allowAllBut("none");
        if (need.before() != null) {
            repositories.applyReady(name, need.before());
        }

        // When
        allowAllBut("ecr-public:" + need.action());
        if (need.after() == null) {
            requestRead(name, "now");
        } else if (need.after().isEmpty()) {
            repositories.resource(name).delete();
        } else {
            repositories.apply(name, need.after());
        }

        // Then
        eventually("it names " + need.action(), () -> assertThat(actionsIn(name))
                .containsExactly("ecr-public:" + need.action()));

        // When
        allowAllBut("none");
        requestRead(name, "again");

        // Then
        if (need.action().equals("DeleteRepository")) {
            repositories.awaitGone(name);
        } else {
            repositories.awaitReady(name);
        }
    }

    @Test
    void shouldTryEveryActionOfTheShippedPolicy() throws IOException {
        assertThat(needs().map(need -> "ecr-public:" + need.action()))
                .containsExactlyInAnyOrderElementsOf(JSON.readTree(SHIPPED.toFile())
                        .path("Statement")
                        .valueStream()
                        .flatMap(statement -> statement.path("Action").valueStream())
                        .map(JsonNode::asText)
                        .toList());
    }

    private void requestRead(String name, String value) {
        repositories.edit(name, object -> {
            object.getMetadata().setAnnotations(Map.of("ecr-operator.io/reconcile-requested-at", value));
            return object;
        });
    }

    private void allowAllBut(String action) throws IOException {
        ObjectNode policy = (ObjectNode) JSON.readTree(SHIPPED.toFile());
        for (JsonNode statement : policy.path("Statement")) {
            ((ArrayNode) statement.path("Action"))
                    .removeIf(each -> each.asText().equals(action));
        }
        world.emulator().iam().policy(ROLE, policy.toString());
    }

    private Set<String> actionsIn(String name) {
        return repositories.get(name).getStatus().conditions().stream()
                .map(Condition::getMessage)
                .flatMap(message -> ACTION.matcher(message).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
