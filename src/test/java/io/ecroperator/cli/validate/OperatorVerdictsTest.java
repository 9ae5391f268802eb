package io.ecroperator.cli.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ecroperator.cli.EcrOperatorCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the operator would say of objects without AWS, validate says too, of files. */
class OperatorVerdictsTest {

    private static final String REGISTRY = """
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRegistry
            metadata: {name: default}
            spec: {accountId: "123456789012", region: REGION}
            """.replace("REGION", "eu-central-1");

    private static final String OPEN_TO_TEAM_A = REGISTRY.replace(
            "eu-central-1}",
            "eu-central-1, access: [{namespaces: [team-a], repositoryNamePatterns: [team-a/*], arnPatterns: [none]}]}");

    private static final String RULES = """
            rules:
            - rulePriority: 1
              selection: {tagStatus: untagged, countType: sinceImagePushed, countUnit: days, countNumber: 14}
              action: {type: expire}
            """;

    private static final String PNG = "iVBORw0KGgo=";

    @TempDir
    private Path directory;

    private static String object(String kind, String name, String spec) {
        return """
                apiVersion: ecr-operator.io/v1alpha1
                kind: %s
                metadata: {name: %s, namespace: team-a, labels: {tier: web}}
                spec:
                %s
                """.formatted(kind, name, spec.indent(2).stripTrailing());
    }

    private static String statement(String spec) {
        return object("EcrRegistryConfiguration", spec.contains("999") ? "pushes" : "own", """
                policy:
                  statements:
                  - {sid: create, effect: Allow, principal: {AWS: ["%s"]}, action: ["ecr:CreateRepository"]}
                """.formatted(spec));
    }

    private static String files(String... documents) {
        return String.join("---\n", documents);
    }

    static Stream<Arguments> shouldFind() {
        String template = object("EcrRepositoryCreationTemplate", "team-a", "appliedFor: [CREATE_ON_PUSH]");
        return Stream.of(
                arguments(
                        "not-permitted 10 spec.repositoryName",
                        files(OPEN_TO_TEAM_A, object("EcrRepository", "api", "repositoryName: team-b/api")),
                        "EcrRegistry default does not let the namespace team-a have a repository of the name team-b/api."),
                arguments(
                        "not-permitted 9 spec.registryRef",
                        files(
                                OPEN_TO_TEAM_A.replace("namespaces: [team-a]", "namespaces: [team-b]"),
                                object("EcrRepository", "api", "repositoryName: team-a/api")),
                        "EcrRegistry default is not open to the namespace team-a."),
                arguments(
                        "not-permitted 11 spec.encryptionConfiguration.kmsKey",
                        files(OPEN_TO_TEAM_A, object("EcrRepository", "api", """
                                repositoryName: team-a/api
                                encryptionConfiguration: {encryptionType: KMS, kmsKey: alias/team-b}""")),
                        "EcrRegistry default does not let the namespace team-a name alias/team-b."),
                arguments(
                        "not-permitted 10 spec.ecrRepositoryPrefix",
                        files(OPEN_TO_TEAM_A, object("EcrPullThroughCacheRule", "hub", """
                                ecrRepositoryPrefix: hub
                                upstreamRegistryUrl: public.ecr.aws""")),
                        "a repository of the name hub/*."),
                arguments(
                        "not-permitted 10 spec.repositoryNamePatterns",
                        files(
                                OPEN_TO_TEAM_A.replace("namespaces: [team-a]", "namespaces: [team-b]"),
                                object("EcrLifecyclePolicy", "all", "repositoryNamePatterns: [\"*\"]\n" + RULES)),
                        "EcrRegistry default is not open to the namespace team-a."),
                arguments(
                        "not-permitted 10 spec.repositoryNamePatterns",
                        files(
                                OPEN_TO_TEAM_A,
                                object("EcrLifecyclePolicy", "all", "repositoryNamePatterns: [\"*\"]\n" + RULES)),
                        "may not reach repositories that no EcrRepository declares; they are left alone."),
                arguments(
                        "not-permitted 9 spec",
                        files(
                                OPEN_TO_TEAM_A.replace("access: [{", "access: [{kinds: [EcrRegistryConfiguration], "),
                                statement("123456789012")),
                        "spec.policy means repositories by the name *."),
                arguments(
                        "not-permitted 10 spec.registries[0].registryRef",
                        files(
                                OPEN_TO_TEAM_A,
                                object("EcrPullSecret", "login", "registries: [{registryRef: {name: default}}]")),
                        "but not to its EcrPullSecret objects."),
                arguments(
                        "conflict 24 spec.lifecyclePolicy",
                        files(
                                object("EcrLifecyclePolicy", "one", "repositoryNamePatterns: [api]\n" + RULES),
                                object("EcrLifecyclePolicy", "two", "repositoryNamePatterns: [a*]\n" + RULES),
                                object("EcrRepository", "api", "imageTagMutability: IMMUTABLE")),
                        "EcrRepository api is selected or matched by EcrLifecyclePolicies one and two;"),
                arguments(
                        "conflict 7 spec.policy",
                        files(statement("123456789012"), statement("999999999999")),
                        "create is also in team-a/pushes, which says something else: make them agree"),
                arguments(
                        "same-thing 17 spec.output.configMapName",
                        files(
                                object("EcrRepository", "one", "output: {configMapName: api}"),
                                object(
                                                "EcrRepository",
                                                "two",
                                                "imageTagMutability: MUTABLE\noutput: {configMapName: api}")
                                        .replace("metadata", "\n\n\n\n\nmetadata")),
                        "declares the ConfigMap team-a/api too: let one object declare it."),
                arguments(
                        "same-thing 5 spec.output.configMapName",
                        files(
                                object("EcrRepository", "one", "output: {configMapName: api}"),
                                "{apiVersion: v1, kind: ConfigMap, metadata: {name: api, namespace: team-a}}\n"),
                        "is the ConfigMap team-a/api, and the operator writes none that somebody else has made"),
                arguments(
                        "same-thing 9 metadata.name",
                        files(
                                object("EcrPullSecret", "login", "registries: [{public: true}]"),
                                object(
                                                "ClusterEcrPullSecret",
                                                "login",
                                                "namespaceSelector: {}\nregistries: [{public: true}]")
                                        .replace(", namespace: team-a", ""),
                                "{apiVersion: v1, kind: Namespace, metadata: {name: team-a}}\n"),
                        "EcrPullSecret team-a/login in"),
                arguments(
                        "invalid-spec 10 spec.registries[0].hosts[0]",
                        files(
                                REGISTRY.replace("eu-central-1", "cn-north-1"),
                                object(
                                        "EcrPullSecret",
                                        "login",
                                        "registries: [{registryRef: {name: default}, hosts: [Fips]}]")),
                        "AWS has no such host for"),
                arguments(
                        "invalid-spec 5 spec.catalogData.logoImage",
                        object("EcrPublicRepository", "tools", "catalogData: {logoImage: iVBORw0KGgo===}"),
                        "is no base64: write the output of base64 logo.png."),
                arguments(
                        "invalid-spec 9 spec.registryRef",
                        files(
                                REGISTRY.replace("eu-central-1", "cn-north-1"),
                                object("EcrPublicRepository", "tools", "tags: {team: a}")),
                        "leads to cn-north-1, a region of a partition of AWS that has no ECR Public"),
                arguments(
                        "creatable-by-push 18 spec.appliedFor",
                        files(REGISTRY, statement("999999999999"), template),
                        "The registry policy grants ecr:CreateRepository to principals of other accounts (create)"),
                arguments(
                        "doubtful-policy 8 spec.repositoryPolicy.statements",
                        object("EcrRepository", "api", """
                                repositoryPolicy:
                                  statements:
                                  - {sid: a, effect: Allow, principal: {AWS: ["123456789012"]}, action: ["ecr:BatchGetImage"]}
                                  - {sid: b, effect: Allow, principal: {AWS: ["123456789012"]}, action: ["ecr:BatchGetImages"]}
                                """.stripTrailing()),
                        "Action ecr:BatchGetImages is unknown to this version; did you mean ecr:BatchGetImage?"),
                arguments(
                        "doubtful-policy 7 spec.policy.statements",
                        statement("123456789012").replace("ecr:CreateRepository", "ecr:CreateRepositories"),
                        "Action ecr:CreateRepositories is unknown to this version."),
                arguments(
                        "lacks-key 4 spec.credentials.accessKeySecret.name",
                        files(
                                REGISTRY.replace(
                                        "eu-central-1", "eu-central-1, credentials: {accessKeySecret: {name: keys}}"),
                                "{apiVersion: v1, kind: Secret, metadata: {name: keys}, stringData: {AWS_ACCESS_KEY_ID: A}}\n"),
                        "has no AWS_SECRET_ACCESS_KEY: add it."),
                arguments(
                        "lacks-key 5 spec.catalogData.logoImageFrom.configMapKeyRef.key",
                        files(
                                object(
                                        "EcrPublicRepository",
                                        "tools",
                                        "catalogData: {logoImageFrom: {configMapKeyRef: {name: gallery, key: logo}}}"),
                                """
                                {apiVersion: v1, kind: ConfigMap, metadata: {name: gallery, namespace: team-a}, data: {logo: aGk=}}
                                """),
                        "ConfigMap team-a/gallery in"),
                arguments(
                        "not-among-the-files 5 spec.catalogData.logoImageFrom.configMapKeyRef.name",
                        object(
                                "EcrPublicRepository",
                                "tools",
                                "catalogData: {logoImageFrom: {configMapKeyRef: {name: gallery, key: logo}}}"),
                        "ConfigMap gallery is not among the files."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void shouldFind(String idLineAndField, String manifests, String message) throws IOException {
        assertThat(findings(manifests)).anySatisfy(finding -> {
            assertThat(finding.path("id").asText() + " " + finding.path("line").asText() + " "
                            + finding.path("field").asText())
                    .isEqualTo(idLineAndField);
            assertThat(finding.path("message").asText()).contains(message);
        });
    }

    static Stream<Arguments> shouldFindNothing() {
        return Stream.of(
                arguments(
                        "a name that is granted",
                        files(OPEN_TO_TEAM_A, object("EcrRepository", "api", "repositoryName: team-a/api"))),
                arguments(
                        "who is let in by labels that the cluster knows",
                        files(
                                OPEN_TO_TEAM_A.replace(
                                        "namespaces: [team-a]", "namespaceSelector: {matchLabels: {ecr: prod}}"),
                                object("EcrRepository", "api", "repositoryName: team-a/api"))),
                arguments(
                        "patterns for repositories of another registry",
                        files(
                                REGISTRY.replace("name: default", "name: other")
                                        .replace(
                                                "eu-central-1",
                                                "eu-central-1, access: [{namespaces: [\"*\"], powers: [RepositoryNamePatterns]}]"),
                                object("EcrLifecyclePolicy", "one", "repositoryNamePatterns: [api]\n" + RULES),
                                object(
                                        "EcrLifecyclePolicy",
                                        "two",
                                        "registryRef: {name: other}\nrepositoryNamePatterns: [api]\n" + RULES),
                                object("EcrRepository", "api", "imageTagMutability: IMMUTABLE"))),
                arguments(
                        "two policies, and a repository that names one",
                        files(
                                object("EcrLifecyclePolicy", "one", "repositoryNamePatterns: [api]\n" + RULES),
                                object("EcrLifecyclePolicy", "two", "repositoryNamePatterns: [a*]\n" + RULES),
                                object("EcrRepository", "api", "lifecyclePolicy: {ref: {name: one}}"))),
                arguments(
                        "the same statement twice",
                        files(
                                statement("123456789012"),
                                statement("123456789012").replace("name: own", "name: same"))),
                arguments(
                        "a statement beside one of an object that only observes",
                        files(
                                statement("123456789012"),
                                statement("999999999999")
                                        .replace("name: own", "name: audit")
                                        .replace("spec:", "spec:\n  managementPolicy: Observe"))),
                arguments(
                        "the same Secret in another namespace",
                        files(
                                object("EcrPullSecret", "login", "registries: [{public: true}]"),
                                object("EcrPullSecret", "login", "registries: [{public: true}]")
                                        .replace("namespace: team-a", "namespace: team-b"))),
                arguments(
                        "Secrets for Argo CD beside one of the same name",
                        files(
                                object("EcrPullSecret", "login", "registries: [{public: true}]"),
                                object(
                                        "EcrPullSecret",
                                        "argo-cd",
                                        "secret: {name: login, format: ArgoCdRepoCreds}\nregistries: [{public: true}]"))),
                arguments(
                        "a template and a policy for the account itself",
                        files(
                                REGISTRY,
                                statement("123456789012"),
                                object("EcrRepositoryCreationTemplate", "team-a", "appliedFor: [CREATE_ON_PUSH]"))),
                arguments(
                        "a template and a policy of an account that nobody knows",
                        files(
                                statement("999999999999"),
                                object("EcrRepositoryCreationTemplate", "team-a", "appliedFor: [CREATE_ON_PUSH]"))),
                arguments(
                        "a logo",
                        files(
                                object(
                                        "EcrPublicRepository",
                                        "tools",
                                        "catalogData: {logoImageFrom: {configMapKeyRef: {name: gallery, key: logo}}}"),
                                "{apiVersion: v1, kind: ConfigMap, metadata: {name: gallery, namespace: team-a}, data: {logo: "
                                        + PNG + "}}\n")),
                arguments(
                        "a Secret that something else fills",
                        files(
                                REGISTRY.replace(
                                        "eu-central-1", "eu-central-1, credentials: {accessKeySecret: {name: keys}}"),
                                "{apiVersion: v1, kind: Secret, metadata: {name: keys}}\n")));
    }

    /** Without a reference an object means the registry called default, too. */
    @Test
    void shouldReachARepositoryThatNamesTheDefaultRegistry() throws IOException {
        String manifests = files(
                object("EcrLifecyclePolicy", "all", "repositoryNamePatterns: [\"*\"]\n" + RULES),
                object("EcrRepository", "api", "imageTagMutability: IMMUTABLE\nregistryRef: {name: default}"));

        assertThat(findings(manifests, "--ignore=no-scan-on-push,not-among-the-files"))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void shouldFindNothing(String why, String manifests) throws IOException {
        assertThat(findings(manifests)).as(why).isEmpty();
    }

    /** Without the advice for any repository. */
    private JsonNode findings(String manifests) throws IOException {
        return findings(manifests, "--ignore=mutable-tags,no-lifecycle-policy,no-scan-on-push");
    }

    private JsonNode findings(String manifests, String ignoring) throws IOException {
        StringWriter out = new StringWriter();
        Path file = Files.writeString(directory.resolve("all.yaml"), manifests);
        EcrOperatorCommand.commandLine()
                .setOut(new PrintWriter(out))
                .execute(List.of("validate", "-f", file.toString(), "-o", "json", ignoring)
                        .toArray(String[]::new));
        return new ObjectMapper().readTree(out.toString()).path("findings");
    }
}
