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

    /** The examples of aws_ecr_repository and its policies, once as they are, once in a module with for_each. */
    private static final String STATE = """
            {"format_version": "1.0", "values": {"root_module": {
              "resources": [
                {"address": "aws_ecr_repository.foo", "mode": "managed", "type": "aws_ecr_repository", "name": "foo",
                 "values": {"name": "bar"}},
                {"address": "aws_ecr_lifecycle_policy.foopolicy", "mode": "managed", "type": "aws_ecr_lifecycle_policy",
                 "values": {"repository": "bar"}},
                {"address": "data.aws_ecr_repository.service", "mode": "data", "type": "aws_ecr_repository",
                 "values": {"name": "service"}},
                {"address": "aws_ecr_replication_configuration.example", "mode": "managed",
                 "type": "aws_ecr_replication_configuration", "values": {}},
                {"address": "aws_s3_bucket.logs", "mode": "managed", "type": "aws_s3_bucket", "values": {}}],
              "child_modules": [{"resources": [
                {"address": "module.teams[\\"a]b\\"].aws_ecr_repository.this[0]", "mode": "managed",
                 "type": "aws_ecr_repository", "values": {"name": "team-a/api"}},
                {"address": "module.teams[\\"b\\"].aws_ecr_repository.this[0]", "mode": "managed",
                 "type": "aws_ecr_repository", "values": {"name": "team-b/api"}},
                {"address": "module.teams[\\"b\\"].aws_ecrpublic_repository.this", "mode": "managed",
                 "type": "aws_ecrpublic_repository", "values": {"repository_name": "team-b"}}]}]}}}
            """;

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

    @Test
    void shouldPrintWhatLetsTerraformForget() throws IOException {
        int code = export("export", "--terraform-removed", "--terraform-state", file("state.json", STATE));

        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).startsWith("""
                        removed {
                          from = aws_ecr_lifecycle_policy.foopolicy

                          lifecycle {
                            destroy = false
                          }
                        }

                        removed {
                          from = aws_ecr_replication_configuration.example
                        """);
        assertThat(out.toString().lines().filter(line -> line.contains("from =")))
                .containsExactly(
                        "  from = aws_ecr_lifecycle_policy.foopolicy",
                        "  from = aws_ecr_replication_configuration.example",
                        "  from = aws_ecr_repository.foo",
                        "  from = module.teams.aws_ecr_repository.this",
                        "  from = module.teams.aws_ecrpublic_repository.this");
    }

    @Test
    void shouldPrintItForRepositoriesThatAreSelected() throws IOException {
        export("export", "--terraform-removed", "--terraform-state", file("state.json", STATE), "--repository", "bar");

        assertThat(out.toString().lines().filter(line -> line.contains("from =")))
                .containsExactly("  from = aws_ecr_lifecycle_policy.foopolicy", "  from = aws_ecr_repository.foo");
    }

    @Test
    void shouldSayWhatIsNoState() throws IOException {
        assertThat(export("export", "--terraform-removed", "--terraform-state", file("state", "{}")))
                .isEqualTo(ExitCode.FAILED);
        assertThat(export("export", "--terraform-removed", "--terraform-state", file("state", "version = 4")))
                .isEqualTo(ExitCode.FAILED);
        assertThat(export("export", "--terraform-removed", "--terraform-state", "nowhere.json"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString())
                .contains("values.root_module")
                .contains("is no JSON")
                .contains("nowhere.json cannot be read");
    }
}
