package io.ecroperator.repository;

import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.support.InMemoryEcr.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** What users, others, AWS and the process may do to one repository, at random. */
final class RepositorySteps {

    private static final String RULES =
            "{rules: [{rulePriority: 1, selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: %d},"
                    + " action: {type: expire}}]}";
    private static final String STATEMENTS = "{statements: [{sid: %s, effect: Allow,"
            + " principal: {AWS: ['111122223333']}, action: ['ecr:BatchGetImage']}]}";

    /** The values that a user may give to each field, besides taking it out. */
    private static final Map<String, List<String>> VALUES = new TreeMap<>(Map.of(
            "imageTagMutability", List.of("MUTABLE", "IMMUTABLE"),
            "imageScanningConfiguration", List.of("{scanOnPush: true}", "{}"),
            "tags", List.of("{team: a}", "{team: b, env: x}", "{env: y}", "{}"),
            "lifecyclePolicy", List.of(RULES.formatted(5), RULES.formatted(9), "{rules: []}"),
            "repositoryPolicy", List.of(STATEMENTS.formatted("one"), STATEMENTS.formatted("two"), "{statements: []}")));

    /** What can happen next. */
    sealed interface Step {
        record Edit(String field, String value) implements Step {}

        record Outside(Tampering what) implements Step {}

        record Failing(Fault fault, int calls) implements Step {}

        /** All calls of an operation fail from now on. */
        record Broken(String operation, Kind kind) implements Step {}

        /** All that is broken works again. */
        record Mended() implements Step {}

        record Sweep() implements Step {}

        record Restart() implements Step {}

        record Reconcile(boolean afresh) implements Step {}

        record Wait(int minutes) implements Step {}
    }

    enum Tampering {
        SETTINGS,
        TAGS_OF_THE_SPEC,
        FOREIGN_TAG,
        FOREIGN_UNTAG,
        OWNERSHIP_TAG,
        POLICIES,
        NO_POLICIES,
        DELETE,
        DELETE_AND_CREATE
    }

    private RepositorySteps() {}

    /** Any sequence. */
    static Arbitrary<List<Step>> any() {
        return Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.of(VALUES.keySet()).flatMap(RepositorySteps::edits)),
                        Tuple.of(5, Arbitraries.of(Tampering.class).map(Step.Outside::new)),
                        Tuple.of(4, failures()),
                        Tuple.of(3, Arbitraries.just(new Step.Sweep())),
                        Tuple.of(1, Arbitraries.just(new Step.Restart())),
                        Tuple.of(1, Arbitraries.of(1, 3, 90).map(Step.Wait::new)),
                        Tuple.of(8, Arbitraries.of(true, false).map(Step.Reconcile::new)))
                .list()
                .ofMaxSize(40);
    }

    /** Any sequence for a world in which the operator works by itself as time passes. */
    static Arbitrary<List<Step>> overTime() {
        return Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.of(VALUES.keySet()).flatMap(RepositorySteps::edits)),
                        Tuple.of(6, Arbitraries.of(Tampering.class).map(Step.Outside::new)),
                        Tuple.of(3, failures()),
                        Tuple.of(3, broken()),
                        Tuple.of(1, Arbitraries.just(new Step.Mended())),
                        Tuple.of(1, Arbitraries.just(new Step.Restart())),
                        Tuple.of(7, Arbitraries.of(0, 1, 4, 6, 20, 70).map(Step.Wait::new)))
                .list()
                .ofMaxSize(25);
    }

    private static Arbitrary<Step> failures() {
        return Combinators.combine(
                        Arbitraries.of(
                                Fault.lostAnswer(),
                                Fault.of(Kind.THROTTLED),
                                Fault.of(Kind.TRANSIENT),
                                Fault.of(Kind.CREDENTIALS),
                                Fault.of(Kind.DENIED)),
                        Arbitraries.integers().between(1, 3))
                .as(Step.Failing::new);
    }

    private static Arbitrary<Step> broken() {
        return Combinators.combine(
                        Arbitraries.of("ListTagsForResource", "GetRepositoryPolicy", "GetLifecyclePolicy"),
                        Arbitraries.of(Kind.DENIED, Kind.DENIED, Kind.TRANSIENT))
                .as(Step.Broken::new);
    }

    private static Arbitrary<Step> edits(String field) {
        return Arbitraries.of(VALUES.get(field)).injectNull(0.25).map(value -> new Step.Edit(field, value));
    }

    /** One edit for some of the fields, what others do to their own tags, and all that in another order. */
    static Arbitrary<Tuple2<List<Step>, List<Step>>> independentInTwoOrders() {
        Arbitrary<List<Step>> edits = Combinators.combine(
                        VALUES.keySet().stream().map(RepositorySteps::edits).toList())
                .as(list -> {
                    List<Step> steps = new ArrayList<>(list);
                    steps.add(new Step.Outside(Tampering.FOREIGN_TAG));
                    return steps;
                });
        return edits.flatMap(list -> Combinators.combine(Arbitraries.shuffle(list), Arbitraries.shuffle(list))
                .as(Tuple::of));
    }
}
