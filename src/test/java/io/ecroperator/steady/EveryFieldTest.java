package io.ecroperator.steady;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleSpec;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationSpec;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplateSpec;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicySpec;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of these kinds is created, changed, set back, left alone and removed; no field is forgotten. */
class EveryFieldTest {

    private static final Duration SOON = Duration.ofMinutes(1);

    /** Until every section is read again. */
    private static final Duration LATER = Duration.ofMinutes(61);

    /** What is nothing in ECR, or is immutable: the test that shows what it does, or the fixture that refuses a change. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry(
                    "EcrPullThroughCacheRule registryRef.name",
                    "ecrpullthroughcacherule/invalid-update-registryRef-changed"),
            Map.entry("EcrPullThroughCacheRule ecrRepositoryPrefix", "ecrpullthroughcacherule/invalid-update-prefix"),
            Map.entry(
                    "EcrPullThroughCacheRule managementPolicy",
                    "steady.EveryFieldTest shouldWriteNothingThatIsOnlyObserved"),
            Map.entry(
                    "EcrPullThroughCacheRule adoptionPolicy",
                    "e2e.CacheRuleIT shouldLeaveARuleThatItHasNotCreatedUntilThatIsWanted"),
            Map.entry(
                    "EcrPullThroughCacheRule deletionPolicy",
                    "e2e.CacheRuleIT shouldCreateChangeRepairReplaceAndDeleteARule"),
            Map.entry(
                    "EcrRepositoryCreationTemplate registryRef.name",
                    "ecrrepositorycreationtemplate/invalid-update-registryRef-changed"),
            Map.entry("EcrRepositoryCreationTemplate prefix", "ecrrepositorycreationtemplate/invalid-update-prefix"),
            Map.entry(
                    "EcrRepositoryCreationTemplate managementPolicy",
                    "steady.EveryFieldTest shouldWriteNothingThatIsOnlyObserved"),
            Map.entry(
                    "EcrRepositoryCreationTemplate adoptionPolicy",
                    "e2e.CreationTemplateIT shouldLeaveATemplateThatItHasNotCreatedUntilThatIsWanted"),
            Map.entry(
                    "EcrRepositoryCreationTemplate deletionPolicy",
                    "e2e.CreationTemplateIT shouldCreateLeaveEmptyRepairAndDeleteATemplate"),
            Map.entry(
                    "EcrRegistryConfiguration registryRef.name",
                    "ecrregistryconfiguration/invalid-update-registryRef-changed"),
            Map.entry(
                    "EcrRegistryConfiguration replication.backfill.destinations.region",
                    "e2e.RegistryConfigurationIT shouldReplicateWhatWasThereBeforeByWrittenConsent"),
            Map.entry(
                    "EcrRegistryConfiguration replication.backfill.destinations.registryId",
                    "e2e.RegistryConfigurationIT shouldReplicateWhatWasThereBeforeByWrittenConsent"),
            Map.entry(
                    "EcrRegistryConfiguration managementPolicy",
                    "e2e.RegistryConfigurationIT shouldShowThePlanAndWriteNothingWhenItObserves"),
            Map.entry(
                    "EcrRegistryConfiguration adoptionPolicy",
                    "steady.EveryFieldTest shouldTakeOverAnEntryOfOthersOnlyWhereThatIsSaid"),
            Map.entry(
                    "EcrRegistryConfiguration deletionPolicy",
                    "registryconfig.ConfigurationDeletionTest shouldLeaveTheEntriesWhereTheSpecSaysSoOrCannotBeRead"),
            Map.entry(
                    "EcrRegistryConfiguration publicRegistryCatalogData",
                    "registryconfig.PublicRegistryNameTest shouldBeSetOnceAndLeftWhenTheSectionGoes"),
            Map.entry(
                    "EcrRepositoryPolicy statements",
                    "e2e.RepositoryPolicyIT shouldPutThePolicyOnRepositoriesThatNameItOrThatItSelectsAndTakeItAwayWithItself"),
            Map.entry(
                    "EcrRepositoryPolicy policyText",
                    "e2e.RepositoryPolicyIT shouldPutThePolicyOnRepositoriesThatNameItOrThatItSelectsAndTakeItAwayWithItself"),
            Map.entry(
                    "EcrRepositoryPolicy allowLockout",
                    "attachment.AttachmentsTest shouldSayWhetherARepositoryPolicyMayLockTheOperatorOut"),
            Map.entry(
                    "EcrRepositoryPolicy repositorySelector",
                    "e2e.RepositoryPolicyIT shouldPutThePolicyOnRepositoriesThatNameItOrThatItSelectsAndTakeItAwayWithItself"),
            Map.entry(
                    "EcrRepositoryPolicy repositoryNamePatterns",
                    "e2e.RepositoryPolicyIT shouldReachReplicasThatNobodyDeclaresAndLeaveThoseWithAPolicyOfTheirOwn"),
            Map.entry(
                    "EcrRepositoryPolicy onExisting",
                    "undeclared.UndeclaredPlannerTest shouldDecideAboutRepositoryPoliciesAlike"),
            Map.entry(
                    "EcrRepositoryPolicy onDelete",
                    "undeclared.UndeclaredPlannerTest shouldDecideAboutRepositoryPoliciesAlike"),
            Map.entry(
                    "EcrRepositoryPolicy registryRef.name", "ecrrepositorypolicy/invalid-update-registryRef-changed"));

    private SteadyWorld world;

    @BeforeEach
    void begin() {
        world = new SteadyWorld();
    }

    @AfterEach
    void end() {
        world.close();
    }

    static Stream<Arguments> fields() {
        BiConsumer<SteadyWorld, String> rule = (world, spec) -> world.rule("field", spec);
        BiConsumer<SteadyWorld, String> template = (world, spec) -> world.template("field", spec);
        BiConsumer<SteadyWorld, String> fragment = (world, spec) -> world.fragment("field", spec);
        return Stream.of(
                        RuleFields.cases().map(each -> Arguments.of("EcrPullThroughCacheRule", each, rule)),
                        TemplateFields.cases()
                                .map(each -> Arguments.of("EcrRepositoryCreationTemplate", each, template)),
                        FragmentFields.cases().map(each -> Arguments.of("EcrRegistryConfiguration", each, fragment)))
                .flatMap(each -> each);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("fields")
    void shouldCreateSetBackChangeLeaveAndRemove(String kind, FieldCase field, BiConsumer<SteadyWorld, String> apply) {
        // When
        apply.accept(world, field.first());
        world.callsIn(SOON);

        // Then
        shows(field, 0);

        // When
        if (!field.drift().isEmpty()) {
            world.registry().call(field.drift(), field.driftRequest());
            assertThat(field.in(world.registry())).doesNotContain(field.shown().get(0));
            world.callsIn(LATER);
        }

        // Then
        shows(field, 0);

        // When
        apply.accept(world, field.changed());
        world.callsIn(SOON);

        // Then
        shows(field, 1);

        // When
        if (!field.absent().isEmpty()) {
            apply.accept(world, field.absent());
            world.callsIn(LATER);
        }

        // Then
        shows(field, 1);

        // When
        if (!field.removed().isEmpty()) {
            apply.accept(world, field.changed());
            world.callsIn(SOON);
            apply.accept(world, field.removed());
            world.callsIn(SOON);
            shows(field, 2);
        }
    }

    private void shows(FieldCase field, int step) {
        assertThat(world.notReady()).isEmpty();
        String shown = field.shown().get(step);
        if (shown.isEmpty()) {
            assertThat(field.in(world.registry())).isEmpty();
        } else {
            assertThat(field.in(world.registry())).contains(shown);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("fields")
    void shouldWriteNothingThatIsOnlyObserved(String kind, FieldCase field, BiConsumer<SteadyWorld, String> apply) {
        // When
        apply.accept(world, field.first().replaceFirst("\\{", "{managementPolicy: Observe, "));
        Map<String, Long> calls = world.callsIn(SOON);

        // Then
        assertThat(calls.keySet()).allMatch(operation -> operation.matches("(Get|List|Describe).*"));
        assertThat(world.notReady()).singleElement().asString().contains("field: False ECR differs from the spec");
    }

    @Test
    void shouldTakeOverAnEntryOfOthersOnlyWhereThatIsSaid() {
        // Given
        FieldCase statement = FragmentFields.cases().findFirst().orElseThrow();
        world.registry().call(statement.drift(), statement.driftRequest());

        // When
        world.fragment("field", statement.first());
        world.callsIn(SOON);

        // Then
        assertThat(world.notReady()).singleElement().asString().contains("s is there");

        // When
        world.fragment("field", statement.first().replaceFirst("\\{", "{adoptionPolicy: IfUnowned, "));
        world.callsIn(SOON);

        // Then
        shows(statement, 0);
    }

    @Test
    void shouldForgetNoFieldOfAKind() throws Exception {
        assertThat(forgotten("EcrPullThroughCacheRule", EcrPullThroughCacheRuleSpec.class, RuleFields.cases()))
                .isEmpty();
        assertThat(forgotten(
                        "EcrRepositoryCreationTemplate",
                        EcrRepositoryCreationTemplateSpec.class,
                        TemplateFields.cases()))
                .isEmpty();
        assertThat(forgotten("EcrRegistryConfiguration", EcrRegistryConfigurationSpec.class, FragmentFields.cases()))
                .isEmpty();
        assertThat(forgotten("EcrRepositoryPolicy", EcrRepositoryPolicySpec.class, Stream.of()))
                .isEmpty();
    }

    @Test
    void shouldNameTestsAndFixturesThatAreThere() throws Exception {
        for (String where : ELSEWHERE.values()) {
            if (where.contains("/")) {
                assertThat(Files.list(Path.of("src/test/resources/schema", where)))
                        .isNotEmpty();
            } else {
                Class<?> test = Class.forName("io.ecroperator." + where.substring(0, where.indexOf(' ')));
                assertThat(Stream.of(test.getDeclaredMethods()).map(Method::getName))
                        .contains(where.substring(where.indexOf(' ') + 1));
            }
        }
    }

    private static Set<String> forgotten(String kind, Class<? extends Record> spec, Stream<FieldCase> cases) {
        Set<String> fields = new TreeSet<>(SpecFields.of(spec));
        cases.forEach(each -> fields.removeAll(each.fields()));
        fields.removeIf(field -> ELSEWHERE.keySet().stream()
                .anyMatch(each -> (kind + " " + field).equals(each) || (kind + " " + field).startsWith(each + ".")));
        return fields;
    }
}
