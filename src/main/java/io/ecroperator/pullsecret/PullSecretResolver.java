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
import io.ecroperator.pullsecret.PullSecretResolution.Refused;
import io.ecroperator.pullsecret.PullSecretResolution.Resolved;
import io.ecroperator.status.FailureReport;
import io.ecroperator.token.TokenKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
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
            String objectName, EcrPullSecretSpec spec, String mark, Function<String, RegistryAnswer> registries) {
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
            Optional<PullSource> source = PullSource.of(registry, registries);
            Optional<String> problem = source.isEmpty()
                    ? Optional.of(" takes registryRef, or region and accountIds, or public: true and none of them")
                    : addHosts(source.get(), registry, hosts);
            if (problem.isPresent()) {
                return new Refused(field + problem.get());
            }
            source.get()
                    .report(field + ".registryRef")
                    .ifPresent(report -> refusals.put(source.get().key(), report));
        }
        return hosts.isEmpty() ? new Resolved(List.of(), refusals) : secrets(objectName, spec, mark, hosts, refusals);
    }

    /** The problem, if there is one. */
    private static Optional<String> addHosts(
            PullSource source, PullRegistry registry, SortedMap<String, TokenKey> hosts) {
        List<HostForm> forms = registry.hosts() == null ? List.of(HostForm.STANDARD) : registry.hosts();
        for (HostForm form : forms) {
            List<Optional<String>> names = source.hosts(form);
            if (names.stream().anyMatch(Optional::isEmpty)) {
                return Optional.of(".hosts[" + forms.indexOf(form) + "]: AWS has no such host for "
                        + source.key().label());
            }
            names.forEach(name -> hosts.put(name.orElseThrow(), source.key()));
        }
        return Optional.empty();
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
        SecretFormat format = template.format() == null ? SecretFormat.DOCKER_CONFIG_JSON : template.format();
        boolean oneToken = format == SecretFormat.BASIC_AUTH || format == SecretFormat.TOKEN;
        if (oneToken && Set.copyOf(hosts.values()).size() > 1) {
            return new Refused(
                    "spec.secret.format: BasicAuth and Token hold one token, and spec.registries names several regions; use one"
                            + " object per region, or the format DockerConfigJson");
        }
        return new Resolved(
                switch (format) {
                    case DOCKER_CONFIG_JSON ->
                        List.of(secret(template, name, mark, new SecretShape.DockerConfigJson(), hosts));
                    case ARGO_CD_REPO_CREDS -> argoCd(template, name, mark, ARGO_CD_REPO_CREDS, hosts);
                    case ARGO_CD_REPOSITORY -> argoCd(template, name, mark, ARGO_CD_REPOSITORY, hosts);
                    case BASIC_AUTH -> List.of(secret(template, name, mark, new SecretShape.BasicAuth(), hosts));
                    case TOKEN -> List.of(secret(template, name, mark, new SecretShape.Token(), hosts));
                },
                refusals);
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
