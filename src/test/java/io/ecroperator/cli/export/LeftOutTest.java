package io.ecroperator.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.Repository;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.cli.export.account.FoundRepository;
import io.ecroperator.cli.export.account.FoundSettings;
import io.ecroperator.cli.export.object.Acceptance;
import io.ecroperator.cli.export.object.ExportedObject;
import io.ecroperator.cli.export.object.ExportedTags;
import io.ecroperator.cli.export.object.Frame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What ECR has and no field can say: it is named above the object, and left out, so that it stays. */
class LeftOutTest {

    private static final Frame FRAME = new Frame(Optional.empty(), Optional.empty());

    @Test
    void shouldLeaveOutValuesThatAreNewerThanThisVersion() {
        Repository repository = new Repository(
                "api",
                "arn:aws:ecr:eu-central-1:123456789012:repository/api",
                "123456789012",
                "123456789012.dkr.ecr.eu-central-1.amazonaws.com/api",
                Instant.EPOCH,
                TagMutability.of("SOMETIMES", "dev-*"),
                false,
                new Encryption("QUANTUM", null));

        ExportedObject exported = new RepositoryObjects(FRAME, SharedPolicies.none())
                .of(new FoundRepository(repository, manyTags(), Optional.empty(), Optional.empty(), List.of()), "api");

        assertThat(exported.text()).isEqualTo("""
                        # spec.imageTagMutability is left out, and ECR keeps it: this version does not know SOMETIMES.
                        # spec.encryptionConfiguration is left out, and ECR keeps it: this version does not know QUANTUM.
                        # spec.tags is left out, and ECR keeps them: a spec names at most 48, since ECR takes 50 and two of them say whose a repository is. Remove some in ECR before this object is applied.
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrRepository
                        metadata:
                          name: api
                        spec:
                          imageScanningConfiguration:
                            scanOnPush: false
                          adoptionPolicy: IfUnowned
                        """);
    }

    private static Map<String, String> manyTags() {
        return IntStream.range(0, 49).boxed().collect(Collectors.toMap(number -> "key" + number, number -> ""));
    }

    @Test
    void shouldNotKeepTheTagByWhichCdkDeletesImages() {
        List<String> remarks = new ArrayList<>();

        Map<String, String> tags = ExportedTags.of(
                Map.of("aws-cdk:auto-delete-images", "true", "aws:cloudformation:stack-name", "shop", "team", "a"),
                "spec.tags",
                remarks);

        assertThat(tags).containsExactly(Map.entry("team", "a"));
        assertThat(remarks).singleElement().satisfies(remark -> assertThat(remark)
                .contains("aws-cdk:auto-delete-images is left out")
                .contains("removalPolicy RETAIN"));
    }

    @Test
    void shouldLeaveOutEntriesOfSettingsThatHaveNoFields() {
        List<ExportedObject> exported = new SettingsObjects(FRAME)
                .of(new FoundSettings(
                        Optional.of("""
                                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "ecr:*"},
                                {"Sid": "text", "Effect": "Allow", "Principal": "text", "Action": "ecr:*"},
                                {"Sid": "replicate", "Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action":
                                "ecr:ReplicateImage"}]}"""),
                        """
                        {"rules": [{"destinations": [{"region": "eu-west-1", "registryId": "123456789012"}], "new": 1}]}""",
                        "{\"scanType\": \"QUANTUM\"}",
                        Optional.empty(),
                        new TreeMap<>(Map.of("NEW_SETTING", "ON")),
                        List.of()));

        assertThat(exported)
                .extracting(ExportedObject::name)
                .containsExactly("registry-policy", "registry-replication", "registry-account-settings");
        assertThat(exported.get(0).remarks())
                .hasSize(2)
                .allMatch(remark -> remark.startsWith("Left out, and ECR keeps it"));
        assertThat(exported.get(0).text()).contains("- sid: replicate").doesNotContain("sid: text");
        assertThat(exported.get(1).remarks()).singleElement().asString().contains("a rule of the replication");
        assertThat(exported.get(2).remarks()).singleElement().asString().contains("the account setting NEW_SETTING");
    }

    @Test
    void shouldLeaveOutWhatATemplateWithoutRoleCannotGive() {
        CreationTemplate template = new CreationTemplate(
                "team/",
                Set.of("REPLICATION"),
                Optional.of(""),
                new Encryption("KMS", "arn:aws:kms:eu-central-1:123456789012:key/1"),
                Map.of("team", "a"),
                TagMutability.of("MUTABLE"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(""),
                Instant.EPOCH,
                Instant.EPOCH);

        assertThat(new TemplateObjects(FRAME).of(template, "team").text()).isEqualTo("""
                        # spec.encryptionConfiguration is left out, and ECR keeps it: the template has no customRoleArn, without which ECR creates no repository by it.
                        # spec.resourceTags is left out, and ECR keeps it: the template has no customRoleArn, without which ECR creates no repository by it.
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrRepositoryCreationTemplate
                        metadata:
                          name: team
                        spec:
                          appliedFor:
                            - REPLICATION
                          imageTagMutability: MUTABLE
                          adoptionPolicy: IfUnowned
                        """);
    }

    @Test
    void shouldLeaveOutAnUpstreamThatIsNewAndNameItsHost() {
        PullThroughCacheRule rule = new PullThroughCacheRule(
                "123456789012",
                "new",
                "registry.example.com",
                Optional.of("example"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty());

        assertThat(new CacheRuleObjects(FRAME).of(rule, "new").text()).isEqualTo("""
                        # spec.upstreamRegistry is left out: example is not known here.
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrPullThroughCacheRule
                        metadata:
                          name: new
                        spec:
                          upstreamRegistryUrl: registry.example.com
                          adoptionPolicy: IfUnowned
                        """);
    }

    @Test
    void shouldGiveAPolicyAsTextThatTheApiServerTakesAsSuchOnly() {
        ExportedObject exported = new Acceptance().of(repository("""
                        {"Version": "2012-10-17", "Statement": [{"Sid": "other", "Effect": "Allow", "Principal": "*", "Action":
                        "s3:GetObject"}]}"""));

        assertThat(exported.remarks())
                .singleElement()
                .asString()
                .startsWith(
                        "spec.repositoryPolicy is text: the API server refuses the fields (spec.repositoryPolicy.statements[0]"
                                + ".action: Invalid value:");
        assertThat(exported.object().at("/spec/repositoryPolicy").fieldNames())
                .toIterable()
                .containsExactly("policyText");
    }

    @Test
    void shouldSayWhatTheApiServerDoesNotTakeAtAll() {
        ExportedObject exported = repository("{}");
        exported.object().withObject("/spec").put("repositoryName", "123456789012.dkr.ecr/api");

        assertThat(new Acceptance().of(exported).text())
                .contains("# The API server refuses this object as it is: spec.repositoryName: Invalid value:");
    }

    private static ExportedObject repository(String policy) {
        Repository repository = new Repository(
                "api",
                "arn:aws:ecr:eu-central-1:123456789012:repository/api",
                "123456789012",
                "123456789012.dkr.ecr.eu-central-1.amazonaws.com/api",
                Instant.EPOCH,
                TagMutability.of("MUTABLE"),
                false,
                new Encryption("AES256", null));
        return new RepositoryObjects(FRAME, SharedPolicies.none())
                .of(new FoundRepository(repository, Map.of(), Optional.empty(), Optional.of(policy), List.of()), "api");
    }
}
