package io.ecroperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.CreationTemplateApi;
import io.ecroperator.aws.CreationTemplateSettings;
import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.emulator.Emulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SdkCreationTemplateApiTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/templates";
    private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String LIFECYCLE = "{\"rules\":[{\"rulePriority\":1,\"selection\":{\"tagStatus\":\"any\","
            + "\"countType\":\"imageCountMoreThan\",\"countNumber\":9},\"action\":{\"type\":\"expire\"}}]}";
    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"pull\",\"Effect\":\"Allow\","
                    + "\"Principal\":\"*\",\"Action\":\"ecr:BatchGetImage\"}]}";

    private static final CreationTemplateSettings ALL = new CreationTemplateSettings(
            Optional.of(Set.of("REPLICATION", "CREATE_ON_PUSH")),
            Optional.of("of team a"),
            Optional.of(new Encryption("KMS", KEY)),
            Optional.of(Map.of("team", "a", "env", "prod")),
            Optional.of(TagMutability.of("IMMUTABLE_WITH_EXCLUSION", "dev-*")),
            Optional.of(POLICY),
            Optional.of(LIFECYCLE),
            Optional.of(ROLE));

    private final Emulator emulator = Emulator.start();
    private final WireStub stub = new WireStub();
    private final AwsConnections connections =
            new AwsConnections(AwsClientSettings.defaults("1.2.3"), Connections.KEYS, new SimpleMeterRegistry());
    private final CreationTemplateApi templates =
            connections.connection(Connections.to(emulator)).registryDoors().templates();
    private final CreationTemplateApi stubbed =
            connections.connection(Connections.to(stub)).registryDoors().templates();

    @AfterEach
    void close() {
        connections.close();
        stub.close();
        emulator.close();
    }

    @Test
    void shouldReadBackEverySettingThatWasCreated() {
        // When
        CreationTemplate created = templates.createRepositoryCreationTemplate("team-a", ALL);

        // Then
        assertThat(created.appliedFor()).containsExactlyInAnyOrder("REPLICATION", "CREATE_ON_PUSH");
        assertThat(created.description()).contains("of team a");
        assertThat(created.encryption()).isEqualTo(new Encryption("KMS", KEY));
        assertThat(created.resourceTags()).isEqualTo(Map.of("team", "a", "env", "prod"));
        assertThat(created.tagMutability()).isEqualTo(TagMutability.of("IMMUTABLE_WITH_EXCLUSION", "dev-*"));
        assertThat(created.repositoryPolicy().orElseThrow()).contains("ecr:BatchGetImage");
        assertThat(created.lifecyclePolicy().orElseThrow()).contains("imageCountMoreThan");
        assertThat(created.customRoleArn()).contains(ROLE);
        assertThat(templates.describeRepositoryCreationTemplate("team-a")).hasValueSatisfying(found -> assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("repositoryPolicy") // its members come in any order
                .isEqualTo(created));
    }

    @Test
    void shouldSendSettingsInTheSameOrderEachTime() {
        // Given
        stub.answer("{\"repositoryCreationTemplate\":{\"prefix\":\"team-a\"}}");

        // When
        stubbed.createRepositoryCreationTemplate("team-a", ALL);

        // Then
        assertThat(stub.onlyRequest().body())
                .contains("\"resourceTags\":[{\"Key\":\"env\",\"Value\":\"prod\"},{\"Key\":\"team\",\"Value\":\"a\"}]")
                .contains("\"appliedFor\":[\"CREATE_ON_PUSH\",\"REPLICATION\"]");
    }

    @Test
    void shouldLeaveWhatAnUpdateDoesNotGive() {
        // Given
        CreationTemplate before = templates.createRepositoryCreationTemplate("team-a", ALL);

        // When
        CreationTemplate after = templates.updateRepositoryCreationTemplate(
                "team-a", only(Optional.of("of team b"), Optional.empty(), Optional.empty()));

        // Then
        assertThat(after.description()).contains("of team b");
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("description", "repositoryPolicy", "updatedAt")
                .isEqualTo(before);
    }

    @Test
    void shouldRemoveWhatAnUpdateGivesEmpty() {
        // Given
        templates.createRepositoryCreationTemplate("team-a", ALL);

        // When
        CreationTemplate after = templates.updateRepositoryCreationTemplate(
                "team-a", only(Optional.of(""), Optional.of(Map.of()), Optional.of("")));

        // Then
        assertThat(after.description()).isEmpty();
        assertThat(after.resourceTags()).isEmpty();
        assertThat(after.lifecyclePolicy()).isEmpty();
        assertThat(after.repositoryPolicy()).isPresent();
    }

    @Test
    void shouldDelete() {
        // Given
        templates.createRepositoryCreationTemplate("team-a", ALL);
        templates.createRepositoryCreationTemplate("team-b", ALL);

        // When
        templates.deleteRepositoryCreationTemplate("team-a");

        // Then
        assertThat(templates.describeRepositoryCreationTemplate("team-a")).isEmpty();
        assertThat(templates.describeRepositoryCreationTemplates(null).items())
                .extracting(CreationTemplate::prefix)
                .containsExactly("team-b");
    }

    @Test
    void shouldSayWhatKindOfFailureItIs() {
        // Given
        templates.createRepositoryCreationTemplate("team-a", ALL);

        // Then
        assertThat(kind(() -> templates.createRepositoryCreationTemplate("team-a", ALL)))
                .isEqualTo(Kind.ALREADY_EXISTS);
        assertThat(kind(() -> templates.deleteRepositoryCreationTemplate("other")))
                .isEqualTo(Kind.NOT_FOUND);
        assertThat(kind(() -> templates.updateRepositoryCreationTemplate("other", ALL)))
                .isEqualTo(Kind.NOT_FOUND);
        assertThat(kind(() -> templates.createRepositoryCreationTemplate("UPPER", ALL)))
                .isEqualTo(Kind.INVALID);
    }

    @Test
    void shouldAskForTheLargestPage() {
        // Given
        stub.answer(
                "{\"repositoryCreationTemplates\":[{\"prefix\":\"ROOT\",\"appliedFor\":[\"NEW\"]}],\"nextToken\":\"t\"}");

        // When
        Page<CreationTemplate> page = stubbed.describeRepositoryCreationTemplates(null);

        // Then
        assertThat(stub.onlyRequest().body()).isEqualTo("{\"maxResults\":1000}");
        assertThat(page.nextToken()).isEqualTo("t");
        assertThat(page.items().getFirst().appliedFor()).containsExactly("NEW");
    }

    @Test
    void shouldNotTakeAnAnswerWithoutWhatWasAskedForAsNothingThere() {
        // Given
        stub.answer("{}");
        Stream<ThrowingCallable> calls = Stream.of(
                () -> stubbed.describeRepositoryCreationTemplates(null),
                () -> stubbed.describeRepositoryCreationTemplate("team-a"),
                () -> stubbed.updateRepositoryCreationTemplate("team-a", ALL));

        // Then
        assertThat(calls).allSatisfy(call -> assertThat(kind(call)).isEqualTo(Kind.TRANSIENT));
    }

    private static CreationTemplateSettings only(
            Optional<String> description, Optional<Map<String, String>> tags, Optional<String> lifecyclePolicy) {
        return new CreationTemplateSettings(
                Optional.empty(),
                description,
                Optional.empty(),
                tags,
                Optional.empty(),
                Optional.empty(),
                lifecyclePolicy,
                Optional.empty());
    }

    private static Kind kind(ThrowingCallable call) {
        return catchThrowableOfType(AwsException.class, call).kind();
    }
}
