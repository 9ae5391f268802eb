package io.ecroperator.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.cli.EcrOperatorCommand;
import io.ecroperator.cli.outcome.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other tools say of repositories, made ours. Nothing here asks AWS. */
class ConversionTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private int export(String... arguments) {
        return EcrOperatorCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    @Test
    void shouldSayThatNothingIsOfAck() throws IOException {
        String ours = """
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrRepository
                        metadata: {name: api}
                        """;

        assertThat(export("export", "--from-ack", "-f", file("ours.yaml", ours)))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("None of 1 objects is of ACK (ecr.services.k8s.aws/v1alpha1)");
    }

    @Test
    void shouldSayThatADirectoryIsAFile() throws IOException {
        String ack = file("ack.yaml", AckExamples.MANIFESTS);

        assertThat(export("export", "--from-ack", "-f", ack, "-d", ack)).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("-d " + ack + " is a file, and has to be a directory.");
        assertThat(Path.of(ack)).hasContent(AckExamples.MANIFESTS);
    }

    @Test
    void shouldWriteNowhereButIntoTheDirectory() throws IOException {
        Path into = Files.createDirectories(directory.resolve("ecr"));
        Files.createDirectory(into.resolve("ecrrepository-a"));
        String ack = file("ack.yaml", """
                        {apiVersion: ecr.services.k8s.aws/v1alpha1, kind: Repository, metadata: {name: a/../../b}, spec: {name: b}}
                        """);

        assertThat(export("export", "--from-ack", "-f", ack, "-d", into.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("ecrrepository-a/../../b.yaml is no name of a file. Nothing is written");
        assertThat(directory.resolve("b.yaml")).doesNotExist();
    }

    @Test
    void shouldTakeNullForAbsent() throws IOException {
        String ack = file("ack.yaml", """
                        apiVersion: ecr.services.k8s.aws/v1alpha1
                        kind: Repository
                        metadata: {name: b}
                        spec: {name: b, lifecyclePolicy: , policy: null, tags: null}
                        """);

        assertThat(export("export", "--from-ack", "-f", ack)).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).endsWith("spec:\n  adoptionPolicy: IfUnowned\n");
    }

    @Test
    void shouldConvertObjectsOfAck() throws IOException {
        int code = export("export", "--from-ack", "-f", file("ack.yaml", AckExamples.MANIFESTS));

        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(out).hasToString("""
                        # registryID 123456789012 is left out: the account is that of the EcrRegistry that spec.registryRef names, else the operator's own.
                        # encryptionConfiguration.kmsKeyRef is left out: write the ARN of that key as kmsKey.
                        # ACK's object is of the region eu-west-1: name an EcrRegistry of that region in spec.registryRef.
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrRepository
                        metadata:
                          name: orders
                          namespace: shop
                          labels:
                            app: orders
                        spec:
                          repositoryName: shop/orders
                          imageScanningConfiguration:
                            scanOnPush: false
                          imageTagMutability: MUTABLE_WITH_EXCLUSION
                          imageTagMutabilityExclusionFilters:
                            - filter: release-*
                              filterType: WILDCARD
                          encryptionConfiguration:
                            encryptionType: KMS
                          tags:
                            team: shop
                          repositoryPolicy:
                            statements:
                              - sid: Pull
                                effect: Allow
                                principal:
                                  AWS:
                                    - arn:aws:iam::444455556666:root
                                action:
                                  - ecr:BatchGetImage
                          lifecyclePolicy:
                            rules:
                              - rulePriority: 1
                                description: Expire images older than 14 days
                                selection:
                                  tagStatus: untagged
                                  countType: sinceImagePushed
                                  countUnit: days
                                  countNumber: 14
                                action:
                                  type: expire
                          adoptionPolicy: IfUnowned
                          deletionPolicy: DeleteWithImages
                        ---
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrRepository
                        metadata:
                          name: web
                        spec:
                          imageTagMutability: IMMUTABLE
                          adoptionPolicy: IfUnowned
                          deletionPolicy: Retain
                        ---
                        # registryID 123456789012 is left out: the account is that of the EcrRegistry that spec.registryRef names, else the operator's own.
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrPullThroughCacheRule
                        metadata:
                          name: public-images
                        spec:
                          ecrRepositoryPrefix: ecr-public
                          upstreamRegistryUrl: public.ecr.aws
                          adoptionPolicy: IfUnowned
                        ---
                        # customRoleRef is left out: write the ARN of that role as customRoleArn.
                        # spec.resourceTags is left out: it needs customRoleArn, the role as which ECR tags.
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrRepositoryCreationTemplate
                        metadata:
                          name: on-push
                        spec:
                          prefix: shop
                          appliedFor:
                            - CREATE_ON_PUSH
                          description: Repositories of the shop
                          imageTagMutability: MUTABLE
                          encryptionConfiguration:
                            encryptionType: AES256
                          adoptionPolicy: IfUnowned
                        ---
                        # registryId 123456789012 is left out: the account is that of the EcrRegistry that spec.registryRef names, else the operator's own.
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrRegistryConfiguration
                        metadata:
                          name: replication
                          namespace: shop
                        spec:
                          replication:
                            rules:
                              - destinations:
                                  - region: us-west-2
                                    registryId: "123456789012"
                                repositoryFilters:
                                  - filter: shop/
                                    filterType: PREFIX_MATCH
                          adoptionPolicy: IfUnowned
                          deletionPolicy: Retain
                        """);
        assertThat(err.toString())
                .contains("Converted: EcrPullThroughCacheRule 1, EcrRegistryConfiguration 1, EcrRepository 2,"
                        + " EcrRepositoryCreationTemplate 1. Of other kinds, and skipped: 1.")
                .contains("EcrRepository orders and 1 more: registryID 123456789012 is left out")
                .contains("EcrRepository orders: encryptionConfiguration.kmsKeyRef is left out")
                .contains("  kubectl annotate --overwrite repository.ecr.services.k8s.aws/orders -n shop"
                        + " services.k8s.aws/deletion-policy=retain\n  kubectl delete repository.ecr.services.k8s.aws/orders"
                        + " -n shop\n")
                .contains("pullthroughcacherule.ecr.services.k8s.aws/public-images")
                .contains("kubectl delete replicationconfiguration.ecr.services.k8s.aws/replication -n shop\n");
    }

    @Test
    void shouldWriteAFileForEachOfTheSameNameInSeveralNamespaces() throws IOException {
        String ack = """
                apiVersion: ecr.services.k8s.aws/v1alpha1
                kind: Repository
                metadata: {name: api, namespace: %s}
                spec: {name: api}
                """;
        Path written = directory.resolve("ecr");

        export(
                "export",
                "--from-ack",
                "-f",
                file("ack.yaml", ack.formatted("a") + "---\n" + ack.formatted("b")),
                "-d",
                written.toString());

        assertThat(written).isDirectoryContaining("glob:**/ecrrepository-a.api.yaml");
        assertThat(written).isDirectoryContaining("glob:**/ecrrepository-b.api.yaml");

        assertThat(export(
                        "export",
                        "--from-ack",
                        "-n",
                        "c",
                        "-f",
                        directory.resolve("ack.yaml").toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("Two objects would be EcrRepository c/api, and one of them would be lost");
    }

    @Test
    void shouldPrintNoCommandThatAManifestHasWritten() throws IOException {
        String ack = """
                apiVersion: ecr.services.k8s.aws/v1alpha1
                kind: Repository
                metadata: {name: "api; reboot", namespace: "it's"}
                spec: {name: api}
                """;

        export("export", "--from-ack", "-f", file("ack.yaml", ack));

        assertThat(err.toString())
                .contains("kubectl delete 'repository.ecr.services.k8s.aws/api; reboot' -n 'it'\\''s'\n");
    }
}
