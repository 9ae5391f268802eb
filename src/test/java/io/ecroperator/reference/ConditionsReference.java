package io.ecroperator.reference;

import static io.ecroperator.reference.Table.code;
import static io.ecroperator.reference.Table.text;

import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Reason;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The page of conditions and their reasons, and of the Events. */
record ConditionsReference() implements ReferenceSource {

    @Override
    public List<ReferencePage> pages() {
        String page = """
                # Conditions and Events

                Types and reasons are public API: alerts may rely on them. `observedGeneration` of a condition says which edit
                of the object it answers; `lastTransitionTime` moves when the status does. `kubectl wait --for=condition=Ready`
                works, and kstatus (Flux, Argo CD) understands them.

                %s
                ## Reasons of conditions

                A condition that leaves True, or stays away from it for another reason, also gives a Warning Event with that
                reason and message.

                %s
                ## Reasons of Events only

                They tell what was done in ECR; the Event's message lists the calls.

                %s""".formatted(
                        types().markdown(),
                        reasons(reason -> !reason.inEventsOnly()).markdown(),
                        reasons(Reason::inEventsOnly).markdown());
        return List.of(new ReferencePage("conditions.md", page));
    }

    private static Table types() {
        return new Table(
                List.of("Type", "What True means"),
                Stream.of(ConditionType.values())
                        .map(type -> List.of(code(type.label()), text(type.meaning())))
                        .toList());
    }

    private static Table reasons(Predicate<Reason> which) {
        return new Table(
                List.of("Reason", "What it means", "What to do"),
                Stream.of(Reason.values())
                        .filter(which)
                        .map(reason -> List.of(code(reason.label()), text(reason.meaning()), text(reason.remedy())))
                        .toList());
    }
}
