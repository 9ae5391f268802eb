package io.ecroperator.managed.recorded;

import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.support.InMemoryEcr.Fault;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What users, others, AWS and the process may do to one thing without tags, at random. */
public final class RecordedSteps {

    /** What can happen next. */
    public sealed interface Step {
        record Write(int spec) implements Step {}

        record Outside(Tampering what) implements Step {}

        record Failing(Fault fault, int calls) implements Step {}

        record List() implements Step {}

        record Restart() implements Step {}

        /** The process dies that many crossings on. */
        record Dying(int crossings) implements Step {}

        record Reconcile() implements Step {}

        record Wait(int minutes) implements Step {}
    }

    /** What others do. */
    enum Tampering {
        CHANGE,
        DELETE,
        CREATE_ANOTHER
    }

    private RecordedSteps() {}

    /** Any sequence, with that many specs to write. */
    public static Arbitrary<List<Step>> any(int specs) {
        return Arbitraries.frequencyOf(
                        Tuple.of(5, Arbitraries.integers().between(0, specs - 1).map(Step.Write::new)),
                        Tuple.of(4, Arbitraries.of(Tampering.class).map(Step.Outside::new)),
                        Tuple.of(4, failures()),
                        Tuple.of(2, Arbitraries.just(new Step.List())),
                        Tuple.of(1, Arbitraries.just(new Step.Restart())),
                        Tuple.of(3, Arbitraries.integers().between(0, 9).map(Step.Dying::new)),
                        Tuple.of(1, Arbitraries.of(1, 3, 90).map(Step.Wait::new)),
                        Tuple.of(8, Arbitraries.just(new Step.Reconcile())))
                .list()
                .ofMaxSize(40);
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
}
