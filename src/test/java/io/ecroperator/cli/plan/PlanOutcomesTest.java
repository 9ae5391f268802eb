package io.ecroperator.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.cli.EcrOperatorCommand;
import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.Faults;
import io.ecroperator.emulator.Registry;
import io.ecroperator.support.AmbientCredentials;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a plan ends, for scripts by its exit code and for people by what it says, whatever is wrong. */
@ExtendWith(AmbientCredentials.class)
class PlanOutcomesTest {

    private static final String EXPIRED = "The security token included in the request is expired";

    private final Emulator emulator = Emulator.start();
    private final Registry registry = emulator.registry("123456789012", "ap-northeast-1");
    private final StringWriter said = new StringWriter();

    @TempDir
    private Path directory;

    /**
     * A case.
     *
     * @param spec of an EcrRepository {@code api}, whose repository is there and its own
     * @param options beside those of every case; a later one goes before an earlier one
     * @param fault what is wrong with AWS
     * @param says sentences, in any order
     */
    private record Outcome(
            String name, String spec, List<String> options, Consumer<Faults> fault, int exitCode, List<String> says) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Outcome outcome(String name, String spec, int exitCode, String... says) {
        return new Outcome(name, spec, List.of(), none -> {}, exitCode, List.of(says));
    }

    private static Outcome fault(String name, Consumer<Faults> fault, int exitCode, String... says) {
        return new Outcome(name, "{tags: {team: a}}", List.of(), fault, exitCode, List.of(says));
    }

    private static Outcome options(String name, String option, int exitCode, String... says) {
        return new Outcome(name, "{}", List.of(option.split(" ")), none -> {}, exitCode, List.of(says));
    }

    static Stream<Outcome> outcomes() {
        return Stream.of(
                outcome("nothing to do", "{}", 0, "1 with nothing to do.\n"),
                outcome("something to change", "{tags: {team: a}}", 2, "+ tag team: a", "\n1 to change.\n"),
                outcome(
                        "a policy of many statements",
                        "{repositoryPolicy: {statements: ["
                                + IntStream.range(0, 60)
                                        .mapToObj(i ->
                                                "{sid: s" + i + ", effect: Allow, principal: {AWS: ['111122223333']},"
                                                        + " action: ['ecr:BatchGetImage']}")
                                        .collect(Collectors.joining(", "))
                                + "]}}",
                        2,
                        "statement s4 and 55 more)"),
                outcome(
                        "a spec that is refused",
                        "{imageTagMutability: NO}",
                        1,
                        "The API server would refuse it",
                        "1 refused.\n"),
                outcome(
                        "a registry that is not there",
                        "{registryRef: {name: none}}",
                        1,
                        "EcrRegistry none does not exist."),
                fault(
                        "credentials that AWS does not know any more",
                        aws -> aws.on("GetCallerIdentity").error("ExpiredToken", EXPIRED, 403),
                        1,
                        "GetCallerIdentity: ExpiredToken: " + EXPIRED + ". Log in again.\n"),
                fault(
                        "credentials that expire on the way",
                        aws -> aws.on("DescribeRepositories").error("ExpiredTokenException", EXPIRED, 403),
                        1,
                        "unknown: CredentialsUnavailable: ",
                        "Name a --profile that has keys or a role"),
                fault(
                        "a call that is denied",
                        aws -> aws.on("ListTagsForResource").deny(),
                        1,
                        "is not authorized to perform: ecr:ListTagsForResource",
                        "1 unknown.\n"),
                fault(
                        "throttling that passes",
                        aws -> aws.on("DescribeRepositories").times(3).throttle(),
                        2,
                        "1 to change.\n"),
                fault(
                        "a registry that does not answer",
                        aws -> aws.on("DescribeRepositories").serverError(),
                        1,
                        "unknown: AwsUnavailable: DescribeRepositories failed: ",
                        ") Plan again.\n"),
                options(
                        "AWS that is not reached",
                        "--endpoint-url=http://127.0.0.1:1",
                        1,
                        "ConnectionFailed: No connection to 127.0.0.1:1. Check --region, --endpoint-url and the way to AWS"),
                options(
                        "credentials of another account",
                        "--account-id=999999999999",
                        1,
                        "The credentials belong to account 123456789012, and not to 999999999999."),
                options("a cluster that is not named", "--prune -l=a=b", 1, "--prune needs a cluster: --kubeconfig, "),
                options(
                        "a prune of anything",
                        "--prune",
                        1,
                        "--prune needs --selector or --argocd-application, one of them"),
                options("a prune by nothing", "--prune -l=", 1, "an empty --selector says nothing, or everything."),
                options(
                        "a selection of nothing",
                        "-l=a=b",
                        1,
                        "--selector and --argocd-application go with --prune only."),
                options("two clusters", "--in-cluster --context=x", 1, "name one cluster."),
                options(
                        "no Pod",
                        "--in-cluster",
                        1,
                        "--in-cluster: this is no Pod: KUBERNETES_SERVICE_HOST is not set."),
                options(
                        "a format that is none",
                        "-o=tabel",
                        1,
                        "'tabel' is no value of --output; there are table, json, yaml"));
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private int plan(String manifests, String... more) throws IOException {
        Path file = Files.writeString(directory.resolve("all.yaml"), manifests);
        List<String> arguments =
                new ArrayList<>(List.of("plan", "-f=" + file, "--cluster-name=prod", "--region=ap-northeast-1"));
        if (Stream.of(more).noneMatch(option -> option.startsWith("--endpoint-url"))) {
            arguments.add("--endpoint-url=" + emulator.endpoint());
        }
        arguments.addAll(List.of(more));
        return EcrOperatorCommand.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(arguments.toArray(String[]::new));
    }

    private static String repository(String name, String spec) {
        return """
                ---
                apiVersion: ecr-operator.io/v1alpha1
                kind: EcrRepository
                metadata: {name: %s, namespace: team-a}
                spec: %s
                """.formatted(name, spec);
    }

    private void owned(String name) {
        registry.createRepository(
                name, Map.of("ecr-operator.io/owner", "prod/team-a/" + name, "ecr-operator.io/cluster-uid", "1-2-3"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void shouldEndAsScriptsExpectAndSayWhy(Outcome outcome) throws IOException {
        // Given
        owned("api");
        outcome.fault().accept(emulator.faults());

        // When
        int exitCode = plan(repository("api", outcome.spec()), outcome.options().toArray(String[]::new));

        // Then
        assertThat(said.toString())
                .contains(outcome.says())
                .doesNotContain("Retrying by itself", "operator's pod", "\tat ");
        assertThat(exitCode).isEqualTo(outcome.exitCode());
    }

    @Test
    void shouldSayHowManyOfTheImagesWouldExpire() throws IOException {
        // Given
        owned("api");
        IntStream.range(0, 20).forEach(i -> registry.putImage("api", "v" + i));

        // When
        int exitCode = plan(
                repository(
                        "api",
                        "{lifecyclePolicy: {rules: [{rulePriority: 1, selection: {tagStatus: any, countType:"
                                + " imageCountMoreThan, countNumber: 2}, action: {type: expire}}]}}"),
                "--preview");

        // Then
        assertThat(said.toString()).contains("api: 18 of 20 images would expire, says ECR.");
        assertThat(exitCode).isEqualTo(2);
    }

    /** The last lines of a long plan are those on the screen. */
    @Test
    void shouldTellWhatManyHaveInCommonOnceAndTheSumLast() throws IOException {
        // Given
        emulator.faults().on("DescribeRepositories").serverError();

        // When
        int exitCode = plan(
                IntStream.range(0, 500).mapToObj(i -> repository("r" + i, "{}")).collect(Collectors.joining()));

        // Then
        List<String> lines = said.toString().lines().toList();
        assertThat(lines)
                .filteredOn(line -> line.contains("DescribeRepositories failed"))
                .hasSize(1);
        assertThat(lines)
                .filteredOn(line -> line.endsWith("unknown: AwsUnavailable: the same as for EcrRepository team-a/r0."))
                .hasSize(499);
        assertThat(lines.get(lines.size() - 3)).isEqualTo("500 unknown.");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    void shouldShowWhatWouldSteerATerminal() throws IOException {
        plan(repository("api", "{tags: {team: \"a\\e[8mhidden\"}}"));

        assertThat(said.toString()).contains("\\u001b[8m").doesNotContain("\u001b");
    }
}
