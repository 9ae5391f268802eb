package io.ecroperator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.aws.CallerIdentityApi;
import io.ecroperator.aws.EcrApi;
import io.ecroperator.aws.TaggingApi;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is shipped beside the program agrees with the program. */
class ShippedFilesTest {

    private static final Path DEPLOYMENT = Path.of("deploy/install/08-Deployment.ecr-operator.yaml");

    @Test
    void shouldAllowExactlyTheActionsThatTheOperatorCallsWhenThePolicyIsAttached() throws IOException {
        // Given
        Stream<String> called = Stream.concat(actions("ecr", EcrApi.class), actions("tag", TaggingApi.class));

        // When
        List<String> allowed = allowed(Path.of("deploy/iam/manage-repositories.json"));

        // Then
        assertThat(allowed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(called.toList());
        assertThat(CallerIdentityApi.class.getMethods())
                .as("sts:GetCallerIdentity needs no permission")
                .extracting(Method::getName)
                .containsExactly("getCallerIdentity");
    }

    @Test
    void shouldRunWithTheOptionsOfTheDemoWhenDeployed() throws IOException {
        // Given
        String options = String.join(" ", options(Path.of("deploy/jvm.options")));

        // When
        String deployed = container().getEnv().stream()
                .filter(variable -> variable.getName().equals("JDK_JAVA_OPTIONS"))
                .map(EnvVar::getValue)
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(deployed).isEqualTo(options);
    }

    @Test
    void shouldHaveTimeToStopWhenDeployedWithTheDefaults() {
        // Given
        long timeout = Settings.of(java.util.Map.of()).shutdownTimeout().toSeconds();

        // When
        long grace = pod().getTerminationGracePeriodSeconds();

        // Then
        assertThat(grace).isGreaterThanOrEqualTo(timeout + 15);
    }

    @Test
    void shouldHaveNoMoreRightsInItsContainerThanItNeedsWhenDeployed() {
        // When
        var security = container().getSecurityContext();

        // Then
        assertThat(security.getAllowPrivilegeEscalation()).isFalse();
        assertThat(security.getReadOnlyRootFilesystem()).isTrue();
        assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(pod().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod().getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    }

    private static Container container() {
        return pod().getContainers().getFirst();
    }

    private static PodSpec pod() {
        return Serialization.unmarshal(read(DEPLOYMENT), Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private static List<String> allowed(Path policy) throws IOException {
        List<String> actions = new ArrayList<>();
        for (JsonNode statement : new ObjectMapper().readTree(policy.toFile()).path("Statement")) {
            JsonNode action = statement.path("Action");
            if (action.isArray()) {
                action.forEach(each -> actions.add(each.asText()));
            } else {
                actions.add(action.asText());
            }
        }
        return actions;
    }

    /** Methods of the doors are named as the actions of AWS, but for two. */
    private static Stream<String> actions(String service, Class<?> door) {
        return Stream.of(door.getMethods())
                .map(method -> switch (method.getName()) {
                    case "describeRepository" -> "describeRepositories";
                    case "countImages" -> "listImages";
                    default -> method.getName();
                })
                .distinct()
                .map(name -> service + ":" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
