package io.ecroperator.registry;

import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.aws.CallerIdentityApi.CallerIdentity;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.aws.view.ViewState;
import io.ecroperator.support.VirtualClock;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** EcrRegistries with the status that each finding gives to a new one. */
public final class RegistryStatusRecords {

    private static final EcrRegistryStatusFactory STATUSES = new EcrRegistryStatusFactory(true, new VirtualClock());
    private static final EcrRegistryStatusFactory OF_SOME_NAMESPACES =
            new EcrRegistryStatusFactory(false, new VirtualClock());
    private static final Optional<Identity> RIGHT = identity("123456789012");

    private RegistryStatusRecords() {}

    /** The objects; their names say the finding. */
    public static List<HasMetadata> all() {
        EcrRegistry unreadable = registry("Unreadable");
        unreadable.setStatus(STATUSES.unreadable(unreadable));
        EcrRegistry unwatched = registry("ExclusiveUnwatched", "registryConfiguration: {mode: Exclusive}");
        unwatched.setStatus(OF_SOME_NAMESPACES.status(unwatched, RIGHT, Optional.empty()));
        return List.of(
                after("Verified", RIGHT, Optional.empty()),
                after("Listed", RIGHT, Optional.of(new Health(new ViewState.Current(), OptionalInt.of(3), List.of()))),
                after(
                        "ListingDenied",
                        RIGHT,
                        Optional.of(new Health(
                                new ViewState.ByName(failure(Kind.DENIED)), OptionalInt.empty(), List.of()))),
                after("WrongAccount", identity("999999999999"), Optional.empty()),
                after("NotAsked", Optional.empty(), Optional.empty()),
                after("Outage", Optional.of(new Identity.Unknown(failure(Kind.TRANSIENT))), Optional.empty()),
                after("Refused", Optional.of(new Identity.Unknown(failure(Kind.CREDENTIALS))), Optional.empty()),
                unreadable,
                unwatched);
    }

    private static EcrRegistry after(String name, Optional<Identity> identity, Optional<Health> health) {
        EcrRegistry registry = registry(name);
        registry.setStatus(STATUSES.status(registry, identity, health));
        return registry;
    }

    private static EcrRegistry registry(String name, String... fields) {
        return Serialization.unmarshal(
                "metadata: {name: " + name
                        + ", generation: 2}\nspec:\n  accountId: \"123456789012\"\n  region: eu-central-1\n"
                        + Stream.of(fields).map(field -> "  " + field + "\n").collect(Collectors.joining()),
                EcrRegistry.class);
    }

    private static Optional<Identity> identity(String account) {
        return Optional.of(new Identity.Known(
                new CallerIdentity(account, "arn:aws:iam::" + account + ":role/ecr"), Instant.EPOCH));
    }

    private static AwsFailure failure(Kind kind) {
        return new AwsFailure(kind, "GetCallerIdentity", kind.name(), "not now", null);
    }
}
