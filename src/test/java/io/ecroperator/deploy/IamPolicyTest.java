package io.ecroperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.aws.AuthorizationApi;
import io.ecroperator.aws.EcrApi;
import io.ecroperator.aws.TaggingApi;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shipped IAM policies allow the calls that the code can make, and nothing else. */
class IamPolicyTest {

    private static final Path DIRECTORY = Path.of("deploy", "iam");

    /** Methods that are not named as their IAM action. */
    private static final Map<String, String> ACTIONS =
            Map.of("describeRepository", "DescribeRepositories", "countImages", "ListImages");

    /** ECR Public asks STS for a token of its own on behalf of the caller. */
    private static final String BEARER_TOKEN = "sts:GetServiceBearerToken";

    /** Nothing that the operator calls: a token may do what the identity may that minted it. */
    private static final Set<String> OF_THE_TOKENS =
            Set.of("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer");

    @Test
    void shouldAllowExactlyTheActionsThatTheCodeCalls() throws IOException {
        // Given
        // sts:GetCallerIdentity needs no permission.
        Set<String> called = new TreeSet<>();
        called.addAll(actions("ecr", EcrApi.class));
        called.addAll(actions("tag", TaggingApi.class));
        called.addAll(actions("ecr", AuthorizationApi.class));
        called.addAll(actions("ecr-public", AuthorizationApi.class));
        called.add(BEARER_TOKEN);
        called.addAll(OF_THE_TOKENS);

        // When
        List<String> allowed = statements()
                .flatMap(statement -> texts(statement.path("Action")))
                .toList();

        // Then
        assertThat(allowed).containsExactlyInAnyOrderElementsOf(called);
    }

    @Test
    void shouldOnlyAllow() throws IOException {
        assertThat(statements()).isNotEmpty().allSatisfy(statement -> assertThat(
                        statement.path("Effect").asText())
                .isEqualTo("Allow"));
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

    private static Stream<JsonNode> statements() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        Stream.Builder<JsonNode> statements = Stream.builder();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file : files.toList()) {
                mapper.readTree(file.toFile()).path("Statement").forEach(statements::add);
            }
        }
        return statements.build();
    }

    private static Stream<String> texts(JsonNode oneOrMany) {
        return oneOrMany.isTextual()
                ? Stream.of(oneOrMany.asText())
                : oneOrMany.valueStream().map(JsonNode::asText);
    }
}
