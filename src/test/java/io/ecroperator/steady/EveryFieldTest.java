package io.ecroperator.steady;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrPublicRepositorySpec;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRuleSpec;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationSpec;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplateSpec;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicySpec;
import io.ecroperator.emulator.Registry;
import java.lang.reflect.Method;
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

    /** Until every section is read again, and every part of a public repository. */
    private static final Duration LATER = Duration.ofMinutes(130);

    private static final String PUBLIC = "EcrPublicRepository";

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
        BiConsumer<SteadyWorld, String> repository = (world, spec) -> world.publicRepository("field", spec);
        BiConsumer<SteadyWorld, String> fragment = (world, spec) -> world.fragment("field", spec);
        return Stream.of(
                        RuleFields.cases().map(each -> Arguments.of("EcrPullThroughCacheRule", each, rule)),
                        TemplateFields.cases()
                                .map(each -> Arguments.of("EcrRepositoryCreationTemplate", each, template)),
                        PublicFields.cases().map(each -> Arguments.of(PUBLIC, each, repository)),
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
        shows(kind, field, 0);

        // When
        if (!field.drift().isEmpty()) {
            ecr(kind).call(field.drift(), field.driftRequest());
            assertThat(field.in(ecr(kind))).doesNotContain(field.shown().get(0));
            world.callsIn(LATER);
        }

        // Then
        shows(kind, field, 0);

        // When
        apply.accept(world, field.changed());
        world.callsIn(SOON);

        // Then
        shows(kind, field, 1);

        // When
        if (!field.absent().isEmpty()) {
            apply.accept(world, field.absent());
            world.callsIn(LATER);
        }

        // Then
        shows(kind, field, 1);

        // When
        if (!field.removed().isEmpty()) {
            apply.accept(world, field.changed());
            world.callsIn(SOON);
            apply.accept(world, field.removed());
            world.callsIn(SOON);
            shows(kind, field, 2);
        }
    }

    private Registry ecr(String kind) {
        return kind.equals(PUBLIC) ? world.publicRegistry() : world.registry();
    }

    private void shows(String kind, FieldCase field, int step) {
        assertThat(world.notReady()).isEmpty();
        String shown = field.shown().get(step);
        if (shown.isEmpty()) {
            assertThat(field.in(ecr(kind))).isEmpty();
        } else {
            assertThat(field.in(ecr(kind))).contains(shown);
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
        shows("EcrRegistryConfiguration", statement, 0);
    }

    @Test
    void shouldLockNobodyOutOfAPublicRepositoryUnlessThatIsSaid() {
        // Given
        String locks =
                "statements: [{sid: lock, effect: Deny, principal: {AWS: ['*']}, action: ['ecr-public:SetRepositoryPolicy']}]";

        // When
        world.publicRepository("field", "{repositoryPolicy: {" + locks + "}}");
        world.callsIn(SOON);

        // Then
        assertThat(world.notReady()).singleElement().asString().contains("allowLockout: true");

        // When
        world.publicRepository("field", "{repositoryPolicy: {allowLockout: true, " + locks + "}}");
        world.callsIn(SOON);

        // Then
        assertThat(world.notReady()).isEmpty();
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
        assertThat(forgotten(PUBLIC, EcrPublicRepositorySpec.class, PublicFields.cases()))
                .isEmpty();
        assertThat(forgotten("EcrRepositoryPolicy", EcrRepositoryPolicySpec.class, Stream.of()))
                .isEmpty();
    }

    @Test
    void shouldNameTestsAndFixturesThatAreThere() throws Exception {
        for (String where : FieldsElsewhere.TESTS.values()) {
            if (where.contains("/")) {
                assertThat(Path.of("src/test/resources/schema", where)).isNotEmptyDirectory();
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
        fields.removeIf(field -> FieldsElsewhere.TESTS.keySet().stream()
                .anyMatch(each -> (kind + " " + field).equals(each) || (kind + " " + field).startsWith(each + ".")));
        return fields;
    }
}
