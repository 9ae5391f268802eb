package io.ecroperator.cli.export;

import static io.ecroperator.cli.export.ExternalSecretsExamples.generator;
import static io.ecroperator.cli.export.ExternalSecretsExamples.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ecroperator.cli.EcrOperatorCommand;
import io.ecroperator.cli.outcome.ExitCode;
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

/** Objects of External Secrets, made ours. Nothing here asks AWS or a cluster. */
class ExternalSecretConversionTest {

    private static final String OWN = generator("gen", "{region: eu-west-1}");
    private static final String DOCKER = "target: {template: {type: kubernetes.io/dockerconfigjson}}";

    private static final String SERVICE_ACCOUNT =
            generator("gen", "{region: eu-west-1, auth: {jwt: {serviceAccountRef: {name: oci-token-sync}}}}");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private int convert(String manifests, String... more) throws IOException {
        Path file = Files.writeString(directory.resolve("eso.yaml"), manifests);
        return EcrOperatorCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(
                                Stream.of("export", "--from-external-secrets", "-f", file.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void shouldConvertAPullSecretWithItsRole() throws IOException {
        assertThat(convert(ExternalSecretsExamples.PULL_SECRET)).isEqualTo(ExitCode.OK);

        assertThat(out).hasToString("""
                # Role arn:aws:iam::111122223333:role/ecr-token-role has to trust the identity of the operator, which needs the right to assume it (deploy/iam/assume-roles.json).
                apiVersion: ecr-operator.io/v1alpha1
                kind: EcrRegistry
                metadata:
                  name: ecr-token-role-111122223333-eu-west-1
                spec:
                  accountId: "111122223333"
                  region: eu-west-1
                  credentials:
                    assumeRole:
                      - roleArn: arn:aws:iam::111122223333:role/ecr-token-role
                  access:
                    - namespaces:
                        - team-a
                      kinds:
                        - EcrPullSecret
                ---
                # Of the annotations of its Secret, expiresAt is left out: a template computes it.
                apiVersion: ecr-operator.io/v1alpha1
                kind: EcrPullSecret
                metadata:
                  name: ecr-secret
                  namespace: team-a
                  labels:
                    app: api
                spec:
                  registries:
                    - registryRef:
                        name: ecr-token-role-111122223333-eu-west-1
                  secret:
                    name: ecr-pull
                    annotations:
                      team: a
                """);
        assertThat(commands())
                .containsExactly(
                        "kubectl wait --timeout=2m --for=jsonpath='{.status.conditions[?(@.type==\"Synced\")].reason}'"
                                + "=SecretNotOurs ecrpullsecret.ecr-operator.io/ecr-secret -n team-a",
                        "kubectl delete externalsecret.external-secrets.io/ecr-secret -n team-a",
                        "kubectl wait --timeout=5m --for=condition=Ready ecrpullsecret.ecr-operator.io/ecr-secret -n team-a",
                        "kubectl delete ecrauthorizationtoken.generators.external-secrets.io/ecr-gen -n team-a");
    }

    @Test
    void shouldConvertAClusterExternalSecretWithAllThatItHasMade() throws IOException {
        assertThat(convert(ExternalSecretsExamples.CLUSTER)).isEqualTo(ExitCode.OK);

        assertThat(out).hasToString("""
                apiVersion: ecr-operator.io/v1alpha1
                kind: ClusterEcrPullSecret
                metadata:
                  name: ecr-pull
                spec:
                  registries:
                    - region: eu-central-1
                      accountIds:
                        - "123456789012"
                  secret:
                    name: ecr
                  namespaceSelector:
                    matchExpressions:
                      - key: team
                        operator: In
                        values:
                          - a
                          - b
                """);
        assertThat(err.toString()).startsWith("Converted: ClusterEcrPullSecret 1.\n");
        assertThat(commands().subList(1, 4))
                .as("what is orphaned goes when nobody makes it again")
                .containsExactly(
                        "kubectl delete clusterexternalsecret.external-secrets.io/ecr-pull",
                        "kubectl wait --timeout=2m --for=delete externalsecret.external-secrets.io/ecr -n one",
                        "kubectl delete secret/ecr -n one");
    }

    @Test
    void shouldConvertARepositoryOfArgoCdWithItsAccessKey() throws IOException {
        assertThat(convert(ExternalSecretsExamples.ARGO_CD)).isEqualTo(ExitCode.OK);

        String name = "argocd-my-aws-creds-123456789012-eu-west-1";
        assertThat(out.toString()).contains("""
                  credentials:
                    accessKeySecret:
                      name: %s
                """.formatted(name)).endsWith("""
                spec:
                  registries:
                    - registryRef:
                        name: %s
                  secret:
                    format: ArgoCdRepository
                    argoCd:
                      sources:
                        - Helm
                      path: charts
                      project: team-a
                """.formatted(name));
        assertThat(commands())
                .as("no Secret is in the way of those for Argo CD, which have names of their own")
                .startsWith(
                        "kubectl create secret generic " + name + " -n ecr-operator"
                                + " --from-file=AWS_ACCESS_KEY_ID=<(kubectl get secret/my-aws-creds -n argocd"
                                + " -o go-template='{{index .data \"key-id\" | base64decode}}')"
                                + " --from-file=AWS_SECRET_ACCESS_KEY=<(kubectl get secret/my-aws-creds -n argocd"
                                + " -o go-template='{{index .data \"access-secret\" | base64decode}}')",
                        "kubectl wait --timeout=5m --for=condition=Ready ecrpullsecret.ecr-operator.io/ecr-oci -n argocd",
                        "kubectl delete externalsecret.external-secrets.io/ecr-oci -n argocd")
                .hasSize(4);
    }

    static Stream<Arguments> logins() {
        return Stream.of(
                arguments(
                        "no template",
                        OWN + login("target: {name: ecr}", "gen"),
                        "secret:{name:ecr,format:Token}",
                        "The Secret has username, password and token; proxy_endpoint and expires_at are left out."),
                arguments(
                        "metadata of the Secret without a template",
                        OWN
                                + login("refreshInterval: 1h", "gen")
                                        .replace(
                                                "namespace: team-a}",
                                                "namespace: team-a, labels: {reload: 'yes'}, annotations: {argocd.argoproj.io/x: a, m: b}}"),
                        "secret:{format:Token,labels:{reload:yes},annotations:{m:b}}",
                        ""),
                arguments(
                        "basic-auth",
                        OWN + login("target: {template: {type: kubernetes.io/basic-auth}}", "gen"),
                        "secret:{format:BasicAuth}",
                        ""),
                arguments(
                        "another namespace's labels of the template alone",
                        OWN
                                + login(
                                        "target: {immutable: true, template: {type: kubernetes.io/dockerconfigjson, metadata:"
                                                + " {finalizers: [f], labels: {a: b}}, templateFrom: [{target: Labels}]}}",
                                        "gen"),
                        "secret:{labels:{a:b}}",
                        "immutable is left out: a Secret that cannot change cannot be renewed."),
                arguments(
                        "credential template of Argo CD, by the host of the token",
                        OWN
                                + login(
                                        "target: {template: {metadata: {labels: {argocd.argoproj.io/secret-type: repo-creds}}, data:"
                                                + " {type: oci, url: 'oci://{{ .proxy_endpoint }}/charts', insecure: 'true'}}}",
                                        "gen"),
                        "secret:{format:ArgoCdRepoCreds,argoCd:{sources:[Oci],path:charts}}",
                        "The key insecure of its Secret is left out: the format ArgoCdRepoCreds has none."),
                arguments(
                        "account",
                        OWN + login(DOCKER, "gen"),
                        "registries:[{region:eu-west-1,accountIds:[999999999999]}]",
                        ""),
                arguments(
                        "hosts by name",
                        OWN
                                + login(
                                        "target: {template: {data: {.dockerconfigjson: '111122223333.dkr-ecr.eu-west-1.on.aws"
                                                + " 123456789012.dkr.ecr.eu-west-1.amazonaws.com 123456789012.dkr.ecr.us-east-1.amazonaws.com'}}}",
                                        "gen"),
                        "registries:[{region:eu-west-1,accountIds:[111122223333,123456789012],hosts:[Standard,DualStack]}]",
                        "The host of account 123456789012 in us-east-1 is left out: no generator asks for tokens of that region"),
                arguments(
                        "several generators, one of them twice",
                        OWN + generator("us", "{region: us-east-1}") + login(DOCKER, "gen", "us", "gen"),
                        "registries:[{region:eu-west-1,accountIds:[999999999999]},{region:us-east-1,accountIds:[999999999999]}]",
                        ""),
                arguments(
                        "public",
                        generator("gen", "{region: us-east-1, scope: public, role: 'arn:aws:iam::111122223333:role/r'}")
                                + login(DOCKER, "gen"),
                        "registries:[{public:true}]",
                        "The login to ECR Public is one of the operator's own identity, and not of r-111122223333."),
                arguments(
                        "the role of a ServiceAccount, and another by it",
                        SERVICE_ACCOUNT.replace("{region", "{role: 'arn:aws:iam::111122223333:role/eu/pull', region")
                                + """
                                apiVersion: v1
                                kind: ServiceAccount
                                metadata:
                                  name: oci-token-sync
                                  namespace: team-a
                                  annotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::444455556666:role/sync"}
                                ---
                                """ + login(DOCKER, "gen"),
                        "spec:{accountId:111122223333,region:eu-west-1,credentials:{assumeRole:"
                                + "[{roleArn:arn:aws:iam::444455556666:role/sync},{roleArn:arn:aws:iam::111122223333:role/eu/pull}]}",
                        "EcrRegistry sync-444455556666-eu-pull-111122223333-eu-west-1: Role arn:aws:iam::444455556666:role/sync"),
                arguments(
                        "the role of a ServiceAccount that is not given",
                        SERVICE_ACCOUNT + login(DOCKER, "gen"),
                        "registries:[{registryRef:{name:team-a-oci-token-sync-999999999999-eu-west-1}}]",
                        "EcrRegistry team-a-oci-token-sync-999999999999-eu-west-1 is not written, because the role of"
                                + " ServiceAccount team-a/oci-token-sync is not among the objects"),
                arguments(
                        "a role by name",
                        generator("gen", "{region: eu-west-1, role: my-role}") + login(DOCKER, "gen"),
                        "registries:[{registryRef:{name:my-role-999999999999-eu-west-1}}]",
                        "because the ARN of role my-role is not among the objects"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("logins")
    void shouldConvert(String what, String manifests, String expected, String said) throws IOException {
        assertThat(convert(manifests, "--account-id=999999999999")).isEqualTo(ExitCode.OK);

        assertThat(flow(out.toString())).contains(expected);
        assertThat(err.toString()).contains(said);
    }

    static Stream<Arguments> left() {
        String target = "target: {creationPolicy: Merge}";
        return Stream.of(
                arguments(
                        OWN + login(target, "gen"),
                        "by creationPolicy Merge it writes into a Secret that something else makes"),
                arguments(
                        OWN + login("target: {manifest: {apiVersion: v1, kind: ConfigMap}}", "gen"),
                        "it writes a ConfigMap, and no Secret"),
                arguments(
                        OWN + login("target: {}", "gen") + "      rewrite: [{regexp: {source: '^', target: ecr_}}]\n",
                        "it renames what the generator makes"),
                arguments(
                        OWN + login("data: [{secretKey: a, remoteRef: {key: b}}]", "gen"),
                        "its Secret holds values of a SecretStore too"),
                arguments(
                        OWN + login(DOCKER, "gen") + "    - extract: {key: a}\n",
                        "its Secret holds values of a SecretStore too"),
                arguments(
                        ExternalSecretsExamples.CLUSTER.replaceAll("  namespaceSelectors:\n.*\n.*\n", ""),
                        "it selects no namespace"),
                arguments(
                        OWN + login(DOCKER, "gen") + "    - sourceRef: {generatorRef: {kind: Password, name: p}}\n",
                        "its Secret holds what other generators make"),
                arguments(
                        login(DOCKER, "gen"),
                        "its ECRAuthorizationToken gen is not among the objects: give it with -f too"),
                arguments(
                        OWN.replace("team-a", "team-b") + login(DOCKER, "gen"),
                        "its ECRAuthorizationToken gen is not among the objects"),
                arguments(
                        OWN + generator("us", "{region: us-east-1}") + login("target: {}", "gen", "us"),
                        "ours of the format Token has one: write an EcrPullSecret for each"),
                arguments(
                        OWN + login("target: {template: {data: {PASSWORD: '{{ .password }}'}}}", "gen"),
                        "its template writes PASSWORD, and the formats of the operator have no such keys"),
                arguments(
                        OWN + login("target: {template: {templateFrom: [{configMap: {name: t}}]}}", "gen"),
                        "so what else its Secret holds is not known"),
                arguments(
                        OWN
                                + login(
                                        "target: {template: {type: kubernetes.io/dockerconfigjson, templateFrom: [{target: Data, configMap: {name: t}}]}}",
                                        "gen"),
                        "so what else its Secret holds is not known"),
                arguments(
                        OWN
                                + login(
                                        "target: {template: {metadata: {labels: {argocd.argoproj.io/secret-type: cluster}}}}",
                                        "gen"),
                        "Argo CD takes its Secret for a cluster"),
                arguments(
                        OWN + login("""
                                target:
                                      template:
                                        type: kubernetes.io/dockerconfigjson
                                        data:
                                          .dockerconfigjson: |
                                            {"auths": {"{{ .proxy_endpoint | trimPrefix "https://" }}": {"auth": "{{ .a }}"},
                                             "123456789012.dkr.ecr.eu-central-1.amazonaws.com": {"auth": "{{ .a }}"},
                                             "https://index.docker.io/v1/": {"auth": "eA=="}, "ghcr.io" : {"auth": "eA=="}}}""".stripIndent(), "gen"),
                        "its template has a login to ghcr.io, index.docker.io too"),
                arguments(
                        ExternalSecretsExamples.CLUSTER.replace("ecr-pull, uid", "other, uid"),
                        "ClusterExternalSecret other has made it, and would again: give that with -f too"),
                arguments(
                        ExternalSecretsExamples.CLUSTER.replace(
                                "region: eu-central-1\n",
                                "region: eu-central-1\n      auth: {jwt: {serviceAccountRef: {name: s}}}\n"),
                        "ClusterGenerator cluster-gen takes credentials of each namespace"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("left")
    void shouldLeaveWithExternalSecrets(String manifests, String why) throws IOException {
        convert(manifests);

        assertThat(err.toString()).contains(why);
        assertThat(commands()).noneMatch(command -> command.contains("/login") || command.contains("/gen "));
    }

    @Test
    void shouldMakeOneSelectorOrOneObjectForEach() throws IOException {
        String selectors = """
                  namespaceSelectors:
                    - matchLabels: {team: a}
                    - matchLabels: {team: b}
                """;

        convert(ExternalSecretsExamples.CLUSTER.replace(
                selectors, "  namespaces: [two, one]\n  namespaceSelector: {}\n"));

        assertThat(flow(out.toString()))
                .contains("name:ecr-pull}", "namespaceSelector:{}")
                .contains(
                        "name:ecr-pull-2}",
                        "secret:{name:ecr}",
                        "key:kubernetes.io/metadata.name,operator:In,values:[one,two]");
        assertThat(err.toString())
                .contains("A namespace that several of these 2 objects select gets the Secret of one")
                .contains("All namespaces are selected but kube-system");
    }

    @Test
    void shouldReadAClusterGeneratorAsOlderVersionsSpellIt() throws IOException {
        convert(ExternalSecretsExamples.CLUSTER.replace("ecrAuthorization", "ecrRAuthorization"));

        assertThat(flow(out.toString())).contains("region:eu-central-1");
    }

    @Test
    void shouldNotMixUpAccessKeysThatAreCalledAlike() throws IOException {
        String other = ExternalSecretsExamples.ARGO_CD
                .replace("namespace: argocd", "namespace: argocd-my")
                .replace("my-aws-creds", "aws-creds");

        convert(ExternalSecretsExamples.ARGO_CD + "---\n" + other);

        String name = "argocd-my-aws-creds-123456789012-eu-west-1";
        assertThat(flow(out.toString()))
                .contains("metadata:{name:" + name + "},", "access:[{namespaces:[argocd],kinds:[EcrPullSecret]}]")
                .containsPattern("metadata:\\{name:" + name + "-[0-9a-f]{8}},")
                .contains("access:[{namespaces:[argocd-my],kinds:[EcrPullSecret]}]")
                .containsPattern(
                        "namespace:argocd-my},spec:\\{registries:\\[\\{registryRef:\\{name:" + name + "-[0-9a-f]{8}}");
    }

    @Test
    void shouldSayWhatAnApiServerLacks() throws IOException {
        convert(OWN + login(DOCKER, "gen"));

        assertThat(err.toString())
                .contains("No manifest says which account's registry is meant")
                .contains("The API server refuses this object as it is: spec.registries[0]");
    }

    @Test
    void shouldNameTheEcrRegistryAndTheNamespaceThatAreGiven() throws IOException {
        convert(OWN + login(DOCKER, "gen"), "--registry=default", "-n", "apps");

        assertThat(flow(out.toString())).contains("namespace:apps", "registries:[{registryRef:{name:default}}]");
        assertThat(commands()).first().asString().startsWith("kubectl wait --timeout=5m --for=condition=Ready");
    }

    @Test
    void shouldLetNobodyInWhereTheNamespaceIsNotKnown() throws IOException {
        convert(ExternalSecretsExamples.PULL_SECRET.replace("  namespace: team-a\n", ""));

        assertThat(flow(out.toString())).contains("access:[]");
        assertThat(err.toString()).contains("access lets in nobody, since no manifest says the namespace");
    }

    @Test
    void shouldSayThatNothingAsksEcr() throws IOException {
        assertThat(convert(OWN)).isEqualTo(ExitCode.FAILED);

        assertThat(err.toString())
                .contains(
                        "None of 1 objects is of External Secrets (external-secrets.io) and leads to a generator for ECR.");
    }

    private List<String> commands() {
        return err.toString()
                .lines()
                .filter(line -> line.startsWith("  kubectl "))
                .map(String::strip)
                .toList();
    }

    /** Documents as JSON without quotes, so that a table can have one on a line. */
    private static String flow(String yaml) throws IOException {
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(yaml)) {
            return documents.readAll().toString().replace("\"", "");
        }
    }
}
