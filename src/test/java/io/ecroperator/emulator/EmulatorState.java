package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.ecroperator.emulator.dataplane.LoginTokens;
import io.ecroperator.emulator.dataplane.MemoryBudget;
import io.ecroperator.emulator.dataplane.Visitor;
import io.ecroperator.emulator.iam.Caller;
import io.ecroperator.emulator.iam.Declarations;
import io.ecroperator.emulator.iam.Iam;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Everything the emulator holds: registries, identities, known principals, and the key of registry logins. */
final class EmulatorState {
    private static final long MEMORY = 256L << 20;

    private final EmulatorOptions options;
    private final Random random;
    private final MovableClock clock;
    private final Iam iam;
    private final Principals principals = new Principals();
    private final Secrets secrets = new Secrets();
    private final Upstreams upstreams;
    private final Replication replication;
    private final InventedMembers inventedMembers = new InventedMembers();
    private final Map<RegistryKey, RegistryState> registries = new ConcurrentHashMap<>();
    private final PublicRegistries publicRegistries;
    private final LoginTokens tokens;
    private final MemoryBudget memory = new MemoryBudget(MEMORY);
    private volatile Duration tokenLifetime;
    private volatile boolean layersAreChecked = true;

    EmulatorState(EmulatorOptions options) {
        this.options = options;
        this.random = new Random(options.seed());
        this.clock = new MovableClock(options.clock());
        this.publicRegistries = new PublicRegistries(clock);
        this.iam = new Iam(clock, random, options.defaultAccount());
        this.tokens = new LoginTokens(options.seed(), random);
        this.tokenLifetime = options.tokenLifetime();
        this.upstreams = new Upstreams(this, clock);
        this.replication = new Replication(this);
    }

    /** Declares identities as a file or the admin interface says; IllegalArgumentException if they make no sense. */
    void declare(JsonNode identities) {
        new Declarations(iam, clock.instant()).apply(identities);
    }

    EmulatorOptions options() {
        return options;
    }

    /** {@return the one source of chance; safe for concurrent use} */
    Random random() {
        return random;
    }

    Principals principals() {
        return principals;
    }

    Secrets secrets() {
        return secrets;
    }

    Upstreams upstreams() {
        return upstreams;
    }

    Replication replication() {
        return replication;
    }

    InventedMembers inventedMembers() {
        return inventedMembers;
    }

    /** {@return the time of everything} */
    MovableClock clock() {
        return clock;
    }

    Iam iam() {
        return iam;
    }

    LoginTokens tokens() {
        return tokens;
    }

    void tokenLifetime(Duration lifetime) {
        tokenLifetime = lifetime;
    }

    /** {@return whether PutImage looks for the layers of a manifest} */
    boolean layersAreChecked() {
        return layersAreChecked;
    }

    void takeLayersToExist() {
        layersAreChecked = false;
    }

    /** {@return bytes of layers, those of all registries} */
    MemoryBudget memory() {
        return memory;
    }

    /** {@return a registry login of the caller from now on} */
    LoginTokens.Login newLogin(Caller caller, String audience) {
        Instant expiresAt = clock.instant().plus(tokenLifetime);
        Visitor visitor = new Visitor(caller.account(), caller.name(), caller.sessionName());
        return new LoginTokens.Login(visitor, audience, expiresAt);
    }

    PublicRegistries publicRegistries() {
        return publicRegistries;
    }

    /** {@return the public registry of an account} */
    RegistryState publicRegistry(String account) {
        return publicRegistries.of(account);
    }

    RegistryState registry(RegistryKey key) {
        return registries.computeIfAbsent(key, wanted -> new RegistryState(RegistryKind.PRIVATE, wanted, clock));
    }

    Collection<RegistryState> registries() {
        return registries.values();
    }

    /** {@return the caller's own registry for an operation that knows no other, unless its policy denies the operation} */
    RegistryState ownRegistry(AwsRequest request) {
        RegistryState registry = registry(request.ownRegistry());
        if (registry.policyForbids(request)) {
            throw Denial.byExplicitDeny(request, registry.key());
        }
        return registry;
    }

    /** {@return the registry a request is about, if the caller may use it} */
    RegistryState registry(AwsRequest request) {
        RegistryKey own = request.ownRegistry();
        String account = request.parameters().registryId().orElse(own.account());
        if (account.equals(own.account())) {
            RegistryState registry = ownRegistry(request);
            if (RepositoryPolicy.forbids(registry, request)) {
                throw Denial.byExplicitDeny(request, own);
            }
            return registry;
        }
        RegistryState foreign = registry(new RegistryKey(account, own.region()));
        if (foreign.policyForbids(request)) {
            throw Denial.byExplicitDeny(request, foreign.key());
        }
        if (!RepositoryPolicy.lets(foreign, request) && !foreign.policyLets(request)) {
            throw Denial.byResourcePolicy(request, foreign.key());
        }
        return foreign;
    }
}
