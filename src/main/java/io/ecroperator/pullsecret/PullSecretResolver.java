package io.ecroperator.pullsecret;

import static io.ecroperator.api.v1alpha1.SecretFormat.ARGO_CD_REPOSITORY;
import static io.ecroperator.api.v1alpha1.SecretFormat.ARGO_CD_REPO_CREDS;

import io.ecroperator.api.v1alpha1.ArgoCd;
import io.ecroperator.api.v1alpha1.ArgoCdSource;
import io.ecroperator.api.v1alpha1.EcrPullSecretSpec;
import io.ecroperator.api.v1alpha1.HostForm;
import io.ecroperator.api.v1alpha1.PullRegistry;
import io.ecroperator.api.v1alpha1.PullSecretTemplate;
import io.ecroperator.api.v1alpha1.SecretFormat;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.pullsecret.PullSecretResolution.Refused;
import io.ecroperator.pullsecret.PullSecretResolution.Resolved;
import io.ecroperator.status.FailureReport;
import io.ecroperator.token.TokenKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Turns a spec into the Secrets that it asks for. Pure. */
final class PullSecretResolver {

    /** A login takes about 5 KB, as the token and as the base64 of it. */
    private static final int MAX_HOSTS = 256;

    private static final PullSecretTemplate DEFAULT = new PullSecretTemplate(null, null, null, null, null);
    private static final ArgoCd ARGO_CD_DEFAULT = new ArgoCd(null, null, null);

    private PullSecretResolver() {}

    /**
     * What the spec, which may be null, asks for.
     *
     * @param objectName the name of the object, which is the default for the Secret's
     * @param mark the value of the operator's own label on the Secrets
     * @param registries what a name of an EcrRegistry leads to
     */
    static PullSecretResolution resolve(
            String objectName, EcrPullSecretSpec spec, String mark, Function<String, NamedRegistry> registries) {
        if (spec == null) {
            return new Refused("spec cannot be read by this version of the operator");
        }
        if (spec.registries() == null || spec.registries().isEmpty()) {
            return new Refused("spec.registries names no registry that this version of the operator can read");
        }
        SortedMap<String, TokenKey> hosts = new TreeMap<>();
        Map<TokenKey, FailureReport> refusals = new HashMap<>();
        for (int index = 0; index < spec.registries().size(); index++) {
            String field = "spec.registries[" + index + "]";
            PullRegistry registry = spec.registries().get(index);
            Optional<Source> source = source(registry, registries);
            Optional<String> problem = source.isEmpty()
                    ? Optional.of(" takes registryRef, or region and accountIds, or public: true and none of them")
                    : addHosts(source.get(), registry, hosts);
            if (problem.isPresent()) {
                return new Refused(field + problem.get());
            }
            source.get()
                    .refusal()
                    .ifPresent(refusal -> refusals.put(source.get().key(), report(field + ".registryRef: ", refusal)));
        }
        return hosts.isEmpty() ? new Resolved(List.of(), refusals) : secrets(objectName, spec, mark, hosts, refusals);
    }

    private static PullSecretResolution secrets(
            String objectName,
            EcrPullSecretSpec spec,
            String mark,
            SortedMap<String, TokenKey> hosts,
            Map<TokenKey, FailureReport> refusals) {
        if (hosts.size() > MAX_HOSTS) {
            return new Refused(
                    "spec.registries names " + hosts.size() + " hosts, and a Secret, which Kubernetes limits to 1 MiB,"
                            + " has room for the logins of " + MAX_HOSTS + ": use several objects");
        }
        PullSecretTemplate template = spec.secret() == null ? DEFAULT : spec.secret();
        String name = template.name() == null ? objectName : template.name();
        List<DesiredSecret> secrets =
                switch (template.format() == null ? SecretFormat.DOCKER_CONFIG_JSON : template.format()) {
                    case DOCKER_CONFIG_JSON ->
                        List.of(secret(template, name, mark, new SecretShape.DockerConfigJson(), hosts));
                    case ARGO_CD_REPO_CREDS -> argoCd(template, name, mark, ARGO_CD_REPO_CREDS, hosts);
                    case ARGO_CD_REPOSITORY -> argoCd(template, name, mark, ARGO_CD_REPOSITORY, hosts);
                    case BASIC_AUTH -> oneToken(template, name, mark, new SecretShape.BasicAuth(), hosts);
                    case TOKEN -> oneToken(template, name, mark, new SecretShape.Token(), hosts);
                };
        return secrets.isEmpty()
                ? new Refused(
                        "spec.secret.format: BasicAuth and Token hold one token, and spec.registries names several regions; use one"
                                + " object per region, or the format DockerConfigJson")
                : new Resolved(secrets, refusals);
    }

    /** The tokens that a spec needs and may have; none if it cannot be read. */
    static Set<TokenKey> keys(EcrPullSecretSpec spec, Function<String, NamedRegistry> registries) {
        return entries(spec)
                .flatMap(registry -> source(registry, registries).stream())
                .filter(source -> source.refusal().isEmpty())
                .map(Source::key)
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

    /** The field of the spec that asks for the token, or the EcrRegistry; {@code spec.registries} if none does any more. */
    static String fieldOf(TokenKey key, EcrPullSecretSpec spec) {
        return key.registry().map(name -> "spec.region of EcrRegistry " + name).orElseGet(() -> IntStream.range(
                        0, spec.registries().size())
                .filter(index -> own(spec.registries().get(index)).equals(Optional.of(key)))
                .mapToObj(index -> "spec.registries[" + index + "].region")
                .findFirst()
                .orElse("spec.registries"));
    }

    /**
     * Where the token of an entry comes from.
     *
     * @param accounts whose registries it opens; none for ECR Public, and where nobody knows
     * @param refusal why it is not minted
     */
    private record Source(TokenKey key, List<String> accounts, Optional<NamedRegistry.Refusal> refusal) {}

    private static Stream<PullRegistry> entries(EcrPullSecretSpec spec) {
        return spec == null || spec.registries() == null
                ? Stream.empty()
                : spec.registries().stream().filter(Objects::nonNull);
    }

    /** Empty if the entry cannot be read. */
    private static Optional<Source> source(PullRegistry registry, Function<String, NamedRegistry> registries) {
        List<String> accounts = registry == null || registry.accountIds() == null ? List.of() : registry.accountIds();
        if (registry != null && registry.registryRef() != null) {
            return Optional.ofNullable(registry.registryRef().name())
                    .map(name -> named(name, accounts, registries.apply(name)));
        }
        return own(registry)
                .filter(key -> key.region().isEmpty() || !accounts.isEmpty())
                .map(key -> new Source(key, accounts, Optional.empty()));
    }

    private static Source named(String name, List<String> accounts, NamedRegistry registry) {
        TokenKey key = registry.connection()
                .map(connection -> TokenKey.ofRegistry(name, connection))
                .orElseGet(() -> TokenKey.ofMissingRegistry(name));
        Stream<String> itsOwn = registry.connection().flatMap(ConnectionSpec::accountId).stream();
        return new Source(
                key, Stream.concat(itsOwn, accounts.stream()).distinct().toList(), registry.refusal());
    }

    /** A token of the operator's own identity. */
    private static Optional<TokenKey> own(PullRegistry registry) {
        if (registry == null || registry.registryRef() != null) {
            return Optional.empty();
        }
        return Boolean.TRUE.equals(registry.publicRegistry())
                ? Optional.of(TokenKey.PUBLIC)
                : Optional.ofNullable(registry.region()).map(TokenKey::of);
    }

    private static FailureReport report(String field, NamedRegistry.Refusal refusal) {
        return new FailureReport(refusal.reason(), field + refusal.message(), Optional.empty(), false);
    }

    private static Optional<String> addHosts(Source source, PullRegistry registry, SortedMap<String, TokenKey> hosts) {
        TokenKey key = source.key();
        if (key.isOfMissingRegistry()) {
            return Optional.empty();
        }
        List<HostForm> forms = registry.hosts() == null ? List.of(HostForm.STANDARD) : registry.hosts();
        for (HostForm form : forms) {
            List<Optional<String>> names = key.region()
                    .map(region -> source.accounts().stream()
                            .map(account -> RegistryHosts.host(account, region, form))
                            .toList())
                    .orElseGet(() -> List.of(RegistryHosts.publicHost(form)));
            if (names.stream().anyMatch(Optional::isEmpty)) {
                return Optional.of(".hosts[" + forms.indexOf(form) + "]: AWS has no such host for " + key.label());
            }
            names.forEach(name -> hosts.put(name.orElseThrow(), key));
        }
        return Optional.empty();
    }

    /** None if there are several tokens. */
    private static List<DesiredSecret> oneToken(
            PullSecretTemplate template,
            String name,
            String mark,
            SecretShape shape,
            SortedMap<String, TokenKey> hosts) {
        return Set.copyOf(hosts.values()).size() == 1 ? List.of(secret(template, name, mark, shape, hosts)) : List.of();
    }

    private static List<DesiredSecret> argoCd(
            PullSecretTemplate template,
            String name,
            String mark,
            SecretFormat format,
            SortedMap<String, TokenKey> hosts) {
        ArgoCd argoCd = template.argoCd() == null ? ARGO_CD_DEFAULT : template.argoCd();
        boolean repository = format == ARGO_CD_REPOSITORY;
        List<ArgoCdSource> byDefault =
                repository ? List.of(ArgoCdSource.HELM) : List.of(ArgoCdSource.HELM, ArgoCdSource.OCI);
        List<ArgoCdSource> sources = argoCd.sources() == null ? byDefault : argoCd.sources();
        String path = argoCd.path() == null ? "" : "/" + argoCd.path();
        List<DesiredSecret> secrets = new ArrayList<>();
        hosts.forEach((host, key) -> Stream.of(ArgoCdSource.values())
                .filter(sources::contains)
                .forEach(source -> {
                    boolean oci = source == ArgoCdSource.OCI;
                    SecretShape shape = new SecretShape.ArgoCd(
                            repository ? "repository" : "repo-creds",
                            (oci ? "oci://" : "") + host + path,
                            oci,
                            repository ? Optional.of(host + path) : Optional.empty(),
                            repository ? Optional.ofNullable(argoCd.project()) : Optional.empty());
                    secrets.add(secret(
                            template,
                            name + "-" + (oci ? "oci" : "helm") + "-" + host,
                            mark,
                            shape,
                            new TreeMap<>(Map.of(host, key))));
                }));
        return secrets;
    }

    private static DesiredSecret secret(
            PullSecretTemplate template,
            String name,
            String mark,
            SecretShape shape,
            SortedMap<String, TokenKey> hosts) {
        return new DesiredSecret(
                name,
                shape,
                mark,
                hosts,
                template.labels() == null ? Map.of() : template.labels(),
                template.annotations() == null ? Map.of() : template.annotations());
    }
}
