package io.ecroperator.serviceaccount;

import io.ecroperator.api.v1alpha1.PullServiceAccounts;
import io.ecroperator.api.v1alpha1.ServiceAccountMode;
import io.ecroperator.listeners.Listeners;
import io.ecroperator.status.Noun;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells how far ServiceAccounts have the pull secrets that they are to have. Memory only, as of the watch. */
public final class ServiceAccountView {

    private final boolean served;
    private final AtomicReference<Function<String, Stream<ServiceAccount>>> accounts = new AtomicReference<>();
    private final AtomicReference<BooleanSupplier> filled = new AtomicReference<>(() -> false);
    private final AtomicBoolean known = new AtomicBoolean();
    private final Map<ResourceID, Look> looks = new ConcurrentHashMap<>();
    private final Listeners<String> listeners = new Listeners<>("ServiceAccounts");
    private final Listeners<String> ofForeign = new Listeners<>("Secrets of others");

    /** Names of Secrets, by namespace, then by who asks for them. */
    private final Map<String, Map<String, Set<String>>> foreign = new ConcurrentHashMap<>();

    /** What the last look at a ServiceAccount found. */
    private record Look(List<String> names, Optional<String> problem) {}

    /** How far a Secret has got into ServiceAccounts. */
    public sealed interface Reach {

        /** All that are meant have it. */
        record Attached() implements Reach {}

        /** The operator has started and does not know the ServiceAccounts yet; ask again in a second. */
        record Unknown() implements Reach {}

        /**
         * Not all of them have it.
         *
         * @param message which, and why, in a sentence
         */
        record Lacking(String message) implements Reach {}
    }

    /** A view that knows nothing yet; of an operator that serves no ServiceAccounts if {@code served} is false. */
    public ServiceAccountView(boolean served) {
        this.served = served;
    }

    /** Tells the listener the name of every namespace in which a ServiceAccount came, changed or went. */
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Tells the listener the name of every namespace in which other Secrets than before are not the operator's. */
    void onForeign(Consumer<String> listener) {
        ofForeign.add(listener);
    }

    /**
     * Takes note of Secrets that have the name of a pull secret and belong to something else: these are attached to nobody.
     *
     * @param claimant who asks for the names; replaces what it said before
     */
    public void foreign(String namespace, String claimant, Set<String> secrets) {
        AtomicBoolean changed = new AtomicBoolean();
        foreign.compute(namespace, (any, before) -> {
            Map<String, Set<String>> after = new HashMap<>(before == null ? Map.of() : before);
            Set<String> known = secrets.isEmpty() ? after.remove(claimant) : after.put(claimant, Set.copyOf(secrets));
            changed.set(!secrets.equals(known == null ? Set.of() : known));
            return after.isEmpty() ? null : Map.copyOf(after);
        });
        if (changed.get()) {
            ofForeign.tell(namespace);
        }
    }

    /** Whether a Secret of that name was found to belong to something else. */
    boolean isForeign(String namespace, String secret) {
        return foreign.getOrDefault(namespace, Map.of()).values().stream().anyMatch(names -> names.contains(secret));
    }

    /**
     * How far a Secret has got.
     *
     * @param wanted as the spec says; null for nobody
     */
    public Reach reach(String namespace, String secret, PullServiceAccounts wanted) {
        if (wanted == null || wanted.mode() == null || wanted.mode() == ServiceAccountMode.NONE) {
            return new Reach.Attached();
        }
        if (!served) {
            return new Reach.Lacking("No ServiceAccount was changed: the operator runs without"
                    + " ecr-operator.pull-secrets.service-accounts-enabled=true.");
        }
        if (!isKnown()) {
            return new Reach.Unknown();
        }
        List<ServiceAccount> present = accounts.get()
                .apply(namespace)
                .filter(account -> wanted.selects(account.getMetadata().getName()))
                .filter(account -> !account.isMarkedForDeletion())
                .toList();
        return absent(wanted, present)
                .or(() -> lacking(secret, present))
                .<Reach>map(Reach.Lacking::new)
                .orElseGet(Reach.Attached::new);
    }

    private boolean isKnown() {
        if (!known.get() && filled.get().getAsBoolean()) {
            known.set(true);
        }
        return known.get();
    }

    private static Optional<String> absent(PullServiceAccounts wanted, List<ServiceAccount> present) {
        Set<String> names =
                present.stream().map(account -> account.getMetadata().getName()).collect(Collectors.toSet());
        return wanted.mode() == ServiceAccountMode.ALL
                ? Optional.empty()
                : Objects.requireNonNullElse(wanted.names(), List.<String>of()).stream()
                        .filter(name -> !names.contains(name))
                        .findFirst()
                        .map(name -> "ServiceAccount " + name + " does not exist; it gets the Secret when it does.");
    }

    private Optional<String> lacking(String secret, List<ServiceAccount> present) {
        List<ServiceAccount> lacking = present.stream()
                .filter(account -> !ImagePullSecrets.names(account).contains(secret))
                .toList();
        if (lacking.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = lacking.stream()
                .map(account -> account.getMetadata().getName())
                .sorted()
                .toList();
        String part = present.size() == 1 ? "" : " (" + lacking.size() + " of " + present.size() + ")";
        String why = lacking.stream()
                .flatMap(account ->
                        Optional.ofNullable(looks.get(ResourceID.fromResource(account)))
                                .flatMap(Look::problem)
                                .stream())
                .findFirst()
                .map(problem -> ": " + problem)
                .orElse(".");
        return Optional.of(
                "The Secret is not yet in imagePullSecrets of " + Noun.SERVICE_ACCOUNT.named(names) + part + why);
    }

    /**
     * Where the ServiceAccounts of a namespace come from.
     *
     * @param areFilled whether all are there that exist
     */
    void accounts(Function<String, Stream<ServiceAccount>> byNamespace, BooleanSupplier areFilled) {
        accounts.set(byNamespace);
        filled.set(areFilled);
    }

    /** A ServiceAccount was looked at. */
    void looked(ServiceAccount account, Optional<String> problem) {
        Look look = new Look(ImagePullSecrets.names(account), problem);
        if (!look.equals(looks.put(ResourceID.fromResource(account), look))) {
            tell(account);
        }
    }

    /** A ServiceAccount is no more. */
    void gone(ServiceAccount account) {
        looks.remove(ResourceID.fromResource(account));
        tell(account);
    }

    private void tell(ServiceAccount account) {
        listeners.tell(account.getMetadata().getNamespace());
    }
}
