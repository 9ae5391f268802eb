package io.ecroperator.template;

import static io.ecroperator.template.Templates.resolve;
import static io.ecroperator.template.Templates.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.managed.Remarks.Warning;
import io.ecroperator.managed.Resolution.Refused;
import io.ecroperator.managed.Resolution.Resolved;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateResolverTest {

    private static final String RULE_OF_TWO_TAGS =
            "lifecyclePolicy: {rules: [{rulePriority: 1, selection: {tagStatus: tagged,"
                    + " tagPatternList: [latest, main], countType: imageCountMoreThan, countNumber: 5}, action: {type: expire}}]}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            appliedFor: []                                                        | InvalidSpec             | write appliedFor
            appliedFor: [REPLICATION], repositoryPolicy: {policyText: '{]'}       | InvalidRepositoryPolicy | spec.repositoryPolicy:
            appliedFor: [REPLICATION], lifecyclePolicy: {policyText: '{]'}        | InvalidLifecyclePolicy  | spec.lifecyclePolicy:
            appliedFor: [REPLICATION], repositoryPolicy: {policyText: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:Get"}]}'} | InvalidRepositoryPolicy | spec.repositoryPolicy:
            """)
    void shouldRefuseWhatEcrWouldRefuse(String spec, String reason, String message) {
        assertThat(resolve("{" + spec + "}")).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason().label()).isEqualTo(reason);
            assertThat(refused.message()).contains(message);
        });
    }

    @Test
    void shouldReadAnAbsentFieldAsUnmanaged() {
        assertThat(resolved("{appliedFor: [REPLICATION]}").desired()).satisfies(desired -> {
            assertThat(desired.prefix()).isEqualTo("team-a");
            assertThat(desired.description()).isEmpty();
            assertThat(desired.repositoryPolicy()).isEmpty();
            assertThat(desired.tagMutability()).isEmpty();
        });
    }

    @Test
    void shouldWarnOfRepositoriesThatOthersMakeByAPush() {
        PushOpenness open = new PushOpenness.Open(List.of("Partners", "statement 2"));
        assertThat(warning("appliedFor: [CREATE_ON_PUSH]", open)).hasValueSatisfying(warning -> {
            assertThat(warning.reason().label()).isEqualTo("CreatableByPush");
            assertThat(warning.field()).isEqualTo("spec.appliedFor");
            assertThat(warning.sentences())
                    .singleElement()
                    .asString()
                    .contains("below team-a", "(Partners, statement 2)", "Narrow the policy");
        });
        assertThat(warning("prefix: ROOT, appliedFor: [CREATE_ON_PUSH]", open)
                        .orElseThrow()
                        .sentences())
                .first()
                .asString()
                .contains("of any name");
    }

    @Test
    void shouldSayThatItDoesNotKnowWhoMayMakeRepositoriesByAPush() {
        assertThat(warning("appliedFor: [CREATE_ON_PUSH]", new PushOpenness.Unknown("GetRegistryPolicy failed: no."))
                        .orElseThrow()
                        .sentences())
                .singleElement()
                .asString()
                .endsWith("Whether it does is unknown: GetRegistryPolicy failed: no.");
    }

    @Test
    void shouldNotWarnOfAPushWhereOthersMayNotCreateOrNothingIsCreated() {
        assertThat(warning("appliedFor: [CREATE_ON_PUSH]", new PushOpenness.Closed())
                        .orElseThrow()
                        .sentences())
                .isEmpty();
        assertThat(warning("appliedFor: [REPLICATION]", new PushOpenness.Open(List.of("Partners")))
                        .orElseThrow()
                        .sentences())
                .isEmpty();
    }

    @Test
    void shouldWarnOfRulesThatHardlyMeanWhatTheySay() {
        assertThat(warning("appliedFor: [REPLICATION], " + RULE_OF_TWO_TAGS)).hasValueSatisfying(warning -> {
            assertThat(warning.reason().label()).isEqualTo("AllTagsRequired");
            assertThat(warning.sentences()).hasSize(1);
        });
        assertThat(warning(
                                "appliedFor: [CREATE_ON_PUSH], " + RULE_OF_TWO_TAGS,
                                new PushOpenness.Open(List.of("Partners")))
                        .map(Warning::sentences)
                        .orElse(List.of()))
                .hasSize(2);
        assertThat(warning("appliedFor: [REPLICATION]").map(Warning::sentences).orElse(List.of()))
                .isEmpty();
    }

    private static Optional<Warning> warning(String spec) {
        return resolved("{" + spec + "}").remarks().warning();
    }

    private static Optional<Warning> warning(String spec, PushOpenness byPush) {
        return resolve("{" + spec + "}", byPush) instanceof Resolved<DesiredTemplate> resolved
                ? resolved.remarks().warning()
                : Optional.empty();
    }
}
