package io.ecroperator.registryconfig;

import io.ecroperator.access.Access;
import io.ecroperator.access.Power;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationSpec;
import io.ecroperator.api.v1alpha1.RegistryKind;
import io.ecroperator.api.v1alpha1.ReplicationRule;
import io.ecroperator.registryconfig.backfill.Backfills;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a namespace may say of a registry: only of repositories that it may have, and of the registry as a whole only if it may
 * have them all.
 *
 * <p>A filter with wildcards is within what is granted if the pattern that grants matches it as a text: what it stands for is
 * then matched too.
 */
public record FragmentAccess(Access access, String namespace) {

    private static final String EVERY = "*";
    private static final String REPOSITORY = ":repository/";

    /** Why it may not; empty if it may. */
    public Optional<String> refusal(EcrRegistryConfigurationSpec spec) {
        return deletions(spec).or(() -> backfill(spec)).or(() -> names(spec)
                .flatMap(name -> access
                        .refusal(RegistryKind.ECR_REGISTRY_CONFIGURATION, namespace, name.pattern())
                        .map(why -> name.field() + " means repositories by the name " + name.pattern() + ". " + why)
                        .stream())
                .findFirst());
    }

    /** Whether it may have every repository. */
    boolean isOfAll() {
        return access.refusal(RegistryKind.ECR_REGISTRY_CONFIGURATION, namespace, EVERY)
                .isEmpty();
    }

    private Optional<String> deletions(EcrRegistryConfigurationSpec spec) {
        boolean asked = spec.replication() != null
                && spec.replication().rules().stream()
                        .map(ReplicationRule::deleteReplication)
                        .anyMatch(deletions -> deletions != null && deletions.enabled());
        return asked
                ? access.missing(Power.DELETE_REPLICATION, RegistryKind.ECR_REGISTRY_CONFIGURATION, namespace)
                        .map(grant ->
                                "spec.replication has deletions replicated, which deletes images in every destination."
                                        + " " + grant + " Or take deleteReplication out.")
                : Optional.empty();
    }

    private Optional<String> backfill(EcrRegistryConfigurationSpec spec) {
        return Backfills.consented(spec).isEmpty()
                ? Optional.empty()
                : access.missing(Power.REPLICATION_BACKFILL, RegistryKind.ECR_REGISTRY_CONFIGURATION, namespace)
                        .map(grant ->
                                "spec.replication.backfill has all images replicated that were there before, those of"
                                        + " others too. " + grant + " Or take backfill out.");
    }

    private record Named(String field, String pattern) {}

    private static Stream<Named> names(EcrRegistryConfigurationSpec spec) {
        return Stream.of(policy(spec), replication(spec), scanning(spec), signing(spec), wholeRegistry(spec))
                .flatMap(each -> each);
    }

    private static Stream<Named> policy(EcrRegistryConfigurationSpec spec) {
        return Stream.ofNullable(spec.policy())
                .flatMap(policy -> policy.statements().stream())
                .flatMap(statement -> statement.resource() == null
                        ? Stream.of(EVERY)
                        : statement.resource().stream().map(FragmentAccess::name))
                .map(name -> new Named("spec.policy", name));
    }

    /** What an ARN says after {@code repository/}; a question mark stands for a character, which is no less than any. */
    private static String name(String arn) {
        int at = arn.indexOf(REPOSITORY);
        return at < 0 ? EVERY : arn.substring(at + REPOSITORY.length()).replace('?', '*');
    }

    private static Stream<Named> replication(EcrRegistryConfigurationSpec spec) {
        return Stream.ofNullable(spec.replication())
                .flatMap(replication -> replication.rules().stream())
                .flatMap(rule -> patterns(
                        rule.repositoryFilters() == null
                                ? null
                                : rule.repositoryFilters().stream()
                                        .map(filter -> filter.filter() + EVERY)
                                        .toList()))
                .map(name -> new Named("spec.replication", name));
    }

    /** A filter without a wildcard means every name that has it anywhere (Amazon ECR user guide, "Using filters"). */
    private static Stream<Named> scanning(EcrRegistryConfigurationSpec spec) {
        return Stream.ofNullable(spec.scanning())
                .flatMap(scanning -> Stream.concat(
                        scanning.scanType() == null ? Stream.empty() : Stream.of(EVERY),
                        Stream.ofNullable(scanning.rules())
                                .flatMap(Collection::stream)
                                .flatMap(rule -> rule.repositoryFilters().stream())
                                .map(filter -> filter.filter().contains(EVERY)
                                        ? filter.filter()
                                        : EVERY + filter.filter() + EVERY)))
                .map(name -> new Named("spec.scanning", name));
    }

    private static Stream<Named> signing(EcrRegistryConfigurationSpec spec) {
        return Stream.ofNullable(spec.signing())
                .flatMap(signing -> signing.rules().stream())
                .flatMap(rule -> patterns(
                        rule.repositoryFilters() == null
                                ? null
                                : rule.repositoryFilters().stream()
                                        .map(filter -> filter.filter())
                                        .toList()))
                .map(name -> new Named("spec.signing", name));
    }

    private static Stream<Named> wholeRegistry(EcrRegistryConfigurationSpec spec) {
        return Stream.of(
                        saysSomething(spec.accountSettings(), "spec.accountSettings"),
                        saysSomething(spec.pullTimeUpdateExclusions(), "spec.pullTimeUpdateExclusions"),
                        Optional.ofNullable(spec.publicRegistryCatalogData())
                                .map(data -> new Named("spec.publicRegistryCatalogData", EVERY)))
                .flatMap(Optional::stream);
    }

    private static Optional<Named> saysSomething(List<?> list, String field) {
        return list == null || list.isEmpty() ? Optional.empty() : Optional.of(new Named(field, EVERY));
    }

    private static Stream<String> patterns(List<String> filters) {
        return filters == null ? Stream.of(EVERY) : filters.stream();
    }
}
