package io.ecroperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.RCTAppliedFor;
import software.amazon.awssdk.services.ecr.model.RepositoryCreationTemplate;
import software.amazon.awssdk.services.ecr.model.Tag;
import software.amazon.awssdk.services.ecr.model.TemplateAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.TemplateNotFoundException;

class EmulatorCreationTemplateTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/templates";
    private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String POLICY =
            "{'Statement':[{'Effect':'Allow','Principal':{'AWS':['111122223333']},'Action':['ecr:BatchGetImage']}]}"
                    .replace('\'', '"');
    private static final String LIFECYCLE =
            ("{ 'rules' : [{'rulePriority':1,'selection':{'tagStatus':'untagged','countType':'imageCountMoreThan','countNumber':5},"
                            + "'action':{'type':'expire'}}]}")
                    .replace('\'', '"');

    private final Emulator emulator = Emulator.start();
    private final Clients clients = Clients.of(emulator);

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @Test
    void shouldHaveTheDefaultsOfARepository() {
        // When
        create("team-a");

        // Then
        RepositoryCreationTemplate template = templates().getFirst();
        assertThat(template.prefix()).isEqualTo("team-a");
        assertThat(template.imageTagMutability()).isEqualTo(ImageTagMutability.MUTABLE);
        assertThat(template.encryptionConfiguration().encryptionTypeAsString()).isEqualTo("AES256");
        assertThat(template.hasResourceTags()).isFalse();
        assertThat(template.repositoryPolicy()).isNull();
        assertThat(template.lifecyclePolicy()).isNull();
        assertThat(template.customRoleArn()).isNull();
        assertThat(template.createdAt()).isEqualTo(template.updatedAt());
    }

    @Test
    void shouldKeepAllItsFields() {
        // When
        createWhole();

        // Then
        RepositoryCreationTemplate template = templates().getFirst();
        assertThat(template.description()).isEqualTo("all of it");
        assertThat(template.encryptionConfiguration().kmsKey()).isEqualTo(KEY);
        assertThat(template.resourceTags())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .containsExactly("env=prod");
        assertThat(template.imageTagMutabilityExclusionFilters())
                .extracting(filter -> filter.filter())
                .containsExactly("dev-*");
        assertThat(template.repositoryPolicy()).contains("\"AWS\" : \"arn:aws:iam::111122223333:root\"");
        assertThat(template.lifecyclePolicy()).startsWith("{\"rules\":[{\"rulePriority\":1");
        assertThat(template.appliedFor()).containsExactly(RCTAppliedFor.PULL_THROUGH_CACHE, RCTAppliedFor.REPLICATION);
        assertThat(template.customRoleArn()).isEqualTo(ROLE);
    }

    @Test
    void shouldChangeWhatAnUpdateNamesAndNothingElse() {
        // Given
        createWhole();
        emulator.advanceClock(Duration.ofHours(1));

        // When
        clients.ecr().updateRepositoryCreationTemplate(r -> r.prefix("team-a")
                .imageTagMutability(ImageTagMutability.IMMUTABLE));

        // Then
        RepositoryCreationTemplate template = templates().getFirst();
        assertThat(template.imageTagMutability()).isEqualTo(ImageTagMutability.IMMUTABLE);
        assertThat(template.hasImageTagMutabilityExclusionFilters()).isFalse();
        assertThat(template.description()).isEqualTo("all of it");
        assertThat(template.lifecyclePolicy()).isNotNull();
        assertThat(template.resourceTags()).hasSize(1);
        assertThat(template.updatedAt()).isAfterOrEqualTo(template.createdAt().plus(Duration.ofHours(1)));
    }

    @Test
    void shouldTakeAwayWhatAnUpdateNamesEmpty() {
        // Given
        createWhole();

        // When
        clients.ecr().updateRepositoryCreationTemplate(r -> r.prefix("team-a")
                .repositoryPolicy("")
                .lifecyclePolicy("")
                .description("")
                .resourceTags(List.of())
                .encryptionConfiguration(e -> e.encryptionType("KMS").kmsKey(""))
                .customRoleArn(""));

        // Then
        RepositoryCreationTemplate template = templates().getFirst();
        assertThat(template.repositoryPolicy()).isNull();
        assertThat(template.lifecyclePolicy()).isNull();
        assertThat(template.description()).isNull();
        assertThat(template.hasResourceTags()).isFalse();
        assertThat(template.customRoleArn()).isNull();
        assertThat(template.encryptionConfiguration().kmsKey()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'appliedFor':['REPLICATION']                  | 'prefix' failed to satisfy constraint: 'must not be null'",
                "'prefix':'','appliedFor':['REPLICATION']      | must have length greater than or equal to 1",
                "'prefix':'Team','appliedFor':['REPLICATION']  | must satisfy regular expression",
                "'prefix':'team'                               | 'appliedFor' failed to satisfy constraint: 'must not be null'",
                "'prefix':'team','appliedFor':['PUSH']         | 'must satisfy enum value set: [CREATE_ON_PUSH, PULL_THROUGH_CACHE, REPLICATION]'",
                "'prefix':'team','appliedFor':['REPLICATION'],'imageTagMutability':'SOMETIMES' | must satisfy enum value set",
                "'prefix':'team','appliedFor':['REPLICATION'],'imageTagMutability':'IMMUTABLE_WITH_EXCLUSION' | can't be null",
                "'prefix':'team','appliedFor':['REPLICATION'],'encryptionConfiguration':{} | encryptionType' failed to satisfy constraint: 'must not be null'",
                "'prefix':'team','appliedFor':['REPLICATION'],'encryptionConfiguration':{'encryptionType':'ROT13'} | must satisfy enum value set",
                "'prefix':'team','appliedFor':['REPLICATION'],'encryptionConfiguration':{'encryptionType':'KMS','kmsKey':'alias/app'} | must satisfy regular expression",
                "'prefix':'team','appliedFor':['REPLICATION'],'encryptionConfiguration':{'encryptionType':'AES256','kmsKey':'"
                        + KEY + "'} | kmsKey must be null",
                "'prefix':'team','appliedFor':['REPLICATION'],'resourceTags':[{'Key':'aws:x','Value':''}] | 'resourceTags' failed to satisfy constraint",
                "'prefix':'team','appliedFor':['REPLICATION'],'resourceTags':[{'Key':'x'}] | must not be null",
                "'prefix':'team','appliedFor':['REPLICATION'],'repositoryPolicy':'{}' | Invalid repository policy provided",
                "'prefix':'team','appliedFor':['REPLICATION'],'lifecyclePolicy':'{}' | Lifecycle policy validation failure",
                "'prefix':'team','appliedFor':['REPLICATION'],'customRoleArn':'arn:aws:iam::111122223333:role/x' | must be a role of the account"
            })
    void shouldRefuseWhatEcrRefuses(String members, String message) {
        // When / Then
        assertThatThrownBy(() -> emulator.registry().call("CreateRepositoryCreationTemplate", "{" + members + "}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
        assertThat(templates()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"team-a", "team-a/"})
    void shouldHaveOneTemplatePerNamespace(String again) {
        // Given
        create("team-a");
        create("ROOT");

        // When / Then
        assertThatThrownBy(() -> create(again)).isInstanceOf(TemplateAlreadyExistsException.class);
        create("team-a/b");
    }

    @Test
    void shouldDeleteOnce() {
        // Given
        create("team-a");

        // When
        clients.ecr().deleteRepositoryCreationTemplate(r -> r.prefix("team-a"));

        // Then
        assertThat(templates()).isEmpty();
        assertThatThrownBy(() -> clients.ecr().deleteRepositoryCreationTemplate(r -> r.prefix("team-a")))
                .isInstanceOf(TemplateNotFoundException.class);
        assertThatThrownBy(() -> clients.ecr().updateRepositoryCreationTemplate(r -> r.prefix("team-a")))
                .isInstanceOf(TemplateNotFoundException.class);
    }

    @Test
    void shouldPageAndFilter() {
        // Given
        List.of("c", "a", "ROOT", "b").forEach(this::create);

        // When / Then
        assertThat(clients.ecr().describeRepositoryCreationTemplatesPaginator(r -> r.maxResults(3)).stream()
                        .map(page -> page.repositoryCreationTemplates().size()))
                .containsExactly(3, 1);
        assertThat(clients.ecr()
                        .describeRepositoryCreationTemplates(r -> r.prefixes("b", "nobody"))
                        .repositoryCreationTemplates())
                .extracting(RepositoryCreationTemplate::prefix)
                .containsExactly("b");
    }

    private void create(String prefix) {
        clients.ecr().createRepositoryCreationTemplate(r -> r.prefix(prefix).appliedFor(RCTAppliedFor.CREATE_ON_PUSH));
    }

    private void createWhole() {
        clients.ecr().createRepositoryCreationTemplate(r -> r.prefix("team-a")
                .description("all of it")
                .encryptionConfiguration(e -> e.encryptionType("KMS").kmsKey(KEY))
                .resourceTags(Tag.builder().key("env").value("prod").build())
                .imageTagMutability(ImageTagMutability.IMMUTABLE_WITH_EXCLUSION)
                .imageTagMutabilityExclusionFilters(ImageTagMutabilityExclusionFilter.builder()
                        .filterType("WILDCARD")
                        .filter("dev-*")
                        .build())
                .repositoryPolicy(POLICY)
                .lifecyclePolicy(LIFECYCLE)
                .appliedFor(RCTAppliedFor.REPLICATION, RCTAppliedFor.PULL_THROUGH_CACHE)
                .customRoleArn(ROLE));
    }

    private List<RepositoryCreationTemplate> templates() {
        return clients.ecr().describeRepositoryCreationTemplates(r -> {}).repositoryCreationTemplates();
    }
}
