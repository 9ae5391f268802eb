package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.EcrPullSecretSpec;
import io.ecroperator.api.v1alpha1.HostForm;
import io.ecroperator.api.v1alpha1.PullRegistry;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.status.FailureReport;
import io.ecroperator.token.TokenKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the token of an entry in {@code spec.registries} comes from. Pure.
 *
 * @param accounts whose registries it opens; none for ECR Public, and where nobody knows
 * @param refusal why it is not minted
 */
record PullSource(TokenKey key, List<String> accounts, Optional<RegistryAnswer.Refusal> refusal) {

    /** That of an entry, which may be null; empty if it cannot be read. */
    static Optional<PullSource> of(PullRegistry registry, Function<String, RegistryAnswer> registries) {
        List<String> accounts = registry == null || registry.accountIds() == null ? List.of() : registry.accountIds();
        if (registry != null && registry.registryRef() != null) {
            return Optional.ofNullable(registry.registryRef().name())
                    .map(name -> named(name, accounts, registries.apply(name)));
        }
        return own(registry)
                .filter(key -> key.region().isEmpty() || !accounts.isEmpty())
                .map(key -> new PullSource(key, accounts, Optional.empty()));
    }

    private static PullSource named(String name, List<String> accounts, RegistryAnswer registry) {
        TokenKey key = registry.connection()
                .map(connection -> TokenKey.ofRegistry(name, connection))
                .orElseGet(() -> TokenKey.ofMissingRegistry(name));
        Stream<String> itsOwn = registry.connection().flatMap(ConnectionSpec::accountId).stream();
        return new PullSource(
                key, Stream.concat(itsOwn, accounts.stream()).distinct().toList(), registry.refusal());
    }

    /** The key of an entry for the operator's own identity. */
    private static Optional<TokenKey> own(PullRegistry registry) {
        if (registry == null || registry.registryRef() != null) {
            return Optional.empty();
        }
        return Boolean.TRUE.equals(registry.publicRegistry())
                ? Optional.of(TokenKey.PUBLIC)
                : Optional.ofNullable(registry.region()).map(TokenKey::of);
    }

    /** The hosts that the token opens, by names of one form; an empty one where AWS has none of that form. */
    List<Optional<String>> hosts(HostForm form) {
        if (key.isOfMissingRegistry()) {
            return List.of();
        }
        return key.region()
                .map(region -> accounts.stream()
                        .map(account -> RegistryHosts.host(account, region, form))
                        .toList())
                .orElseGet(() -> List.of(RegistryHosts.publicHost(form)));
    }

    /** Why no token is minted for the entry, by the field that says so; empty if one is. */
    Optional<FailureReport> report(String field) {
        return refusal.map(
                each -> new FailureReport(each.reason(), field + ": " + each.message(), Optional.empty(), false));
    }

    /** The tokens that a spec needs and may have; none if it cannot be read. */
    static Set<TokenKey> keys(EcrPullSecretSpec spec, Function<String, RegistryAnswer> registries) {
        return entries(spec)
                .flatMap(registry -> of(registry, registries).stream())
                .filter(source -> source.refusal().isEmpty())
                .map(PullSource::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The labels of all tokens that a spec asks for, whether or not it may have them; none if it cannot be read. */
    static Set<String> labels(EcrPullSecretSpec spec) {
        return Stream.concat(
                        entries(spec).flatMap(registry -> own(registry).map(TokenKey::label).stream()),
                        names(spec).map(TokenKey::labelOfRegistry))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The EcrRegistries that a spec names; none if it cannot be read. */
    static Stream<String> names(EcrPullSecretSpec spec) {
        return entries(spec)
                .filter(registry -> registry.registryRef() != null)
                .map(registry -> registry.registryRef().name())
                .filter(Objects::nonNull);
    }

    /** The field of the spec that asks for the token, or of the EcrRegistry; {@code spec.registries} if none does any more. */
    static String fieldOf(TokenKey key, EcrPullSecretSpec spec) {
        return key.registry().map(name -> "spec.region of EcrRegistry " + name).orElseGet(() -> IntStream.range(
                        0, spec.registries().size())
                .filter(index -> own(spec.registries().get(index)).equals(Optional.of(key)))
                .mapToObj(index -> "spec.registries[" + index + "].region")
                .findFirst()
                .orElse("spec.registries"));
    }

    private static Stream<PullRegistry> entries(EcrPullSecretSpec spec) {
        return spec == null || spec.registries() == null
                ? Stream.empty()
                : spec.registries().stream().filter(Objects::nonNull);
    }
}
