package io.ecroperator.template;

import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.aws.view.ViewState;
import io.ecroperator.managed.Look;
import io.ecroperator.managed.Observation;
import io.ecroperator.managed.Observation.Seen;
import io.ecroperator.managed.Observation.Unread;
import io.ecroperator.reference.Registries;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Says what ECR holds of a template: from the listing where that is enough, by a call where it is not. Thread-safe. */
final class TemplateObserver {

    /** One template, wherever it is. */
    private record Key(ConnectionSpec connection, String prefix) {}

    private final Clock clock;
    private final Map<Key, Instant> asked = new ConcurrentHashMap<>();

    TemplateObserver(Clock clock) {
        this.clock = clock;
    }

    Observation<ObservedTemplate> observe(EcrConnection aws, EcrRepositoryCreationTemplate object, Look look) {
        String prefix = object.effectivePrefix();
        if (look == Look.KNOWN) {
            return Seen.of(afterwards(aws, object), Look.KNOWN);
        }
        aws.templateListing().track(object.getMetadata().getUid());
        Look closer = look;
        switch (aws.templateListing().state()) {
            case ViewState.Warming(var since) -> {
                return new Observation.Listing<>(since);
            }
            case ViewState.Failing(var failure, var everSucceeded) -> {
                if (look == Look.CACHED || !aws.looks().take()) {
                    return Unread.of(failure);
                }
                closer = Look.FRESH;
            }
            case ViewState.ByName byName -> closer = Look.FRESH;
            case ViewState.Current current -> {}
        }
        boolean reads = closer == Look.FRESH || template(aws, prefix).isUnread();
        ObservedTemplate seen = reads ? fresh(aws, object) : known(aws, object);
        Optional<Observation<ObservedTemplate>> elsewhere = elsewhere(aws, object, seen);
        return elsewhere.isPresent() ? elsewhere.get() : Seen.of(seen, closer);
    }

    /**
     * The same after a call that reads it. Right after a write without an answer the listing does not believe that there is no
     * template; here it will do, since ECR creates none twice.
     */
    ObservedTemplate fresh(EcrConnection aws, EcrRepositoryCreationTemplate object) {
        Optional<CreationTemplate> answer =
                aws.templates().describeRepositoryCreationTemplate(object.effectivePrefix());
        ObservedTemplate known = known(aws, object);
        return known.template().isUnread()
                ? new ObservedTemplate(Reading.of(answer), known.registry(), known.askedAt())
                : known;
    }

    /** A template that is there after a pass is this object's by its status from then on, or somebody else's. */
    private ObservedTemplate afterwards(EcrConnection aws, EcrRepositoryCreationTemplate object) {
        ObservedTemplate known = known(aws, object);
        if (known.template() instanceof Reading.Found) {
            answered(aws, object.effectivePrefix());
        }
        return known;
    }

    /** Takes note that the creation of a template is asked for: until ECR has answered nobody knows whose it is. */
    void asks(EcrConnection aws, String prefix) {
        asked.put(new Key(aws.spec(), prefix), clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Takes note that nothing can come of a creation any more that nobody knows of. */
    void answered(EcrConnection aws, String prefix) {
        asked.remove(new Key(aws.spec(), prefix));
    }

    private ObservedTemplate known(EcrConnection aws, EcrRepositoryCreationTemplate object) {
        Optional<Instant> askedAt = Optional.ofNullable(asked.get(new Key(aws.spec(), object.effectivePrefix())))
                .or(() -> RecordedTemplate.from(object.getStatus()).askedAt());
        return new ObservedTemplate(template(aws, object.effectivePrefix()), aws.id(), askedAt);
    }

    private static Reading<CreationTemplate> template(EcrConnection aws, String prefix) {
        return aws.templateListing().get(prefix);
    }

    /** A template that is not here, since it is in another registry than the operator's own is now, is not made anew here. */
    private static Optional<Observation<ObservedTemplate>> elsewhere(
            EcrConnection aws, EcrRepositoryCreationTemplate object, ObservedTemplate seen) {
        if (seen.template() instanceof Reading.Found) {
            return Optional.empty();
        }
        return RecordedTemplate.from(object.getStatus())
                .registry()
                .flatMap(recorded -> aws.id().filter(id -> !id.equals(recorded)))
                .map(id -> Registries.mismatch(
                        EcrRepositoryCreationTemplateKind.place(object).orElseThrow(),
                        "the operator's own identity",
                        id))
                .map(refused -> new Observation.Elsewhere<>(refused.reason(), refused.message()));
    }
}
