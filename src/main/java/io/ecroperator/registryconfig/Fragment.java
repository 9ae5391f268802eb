package io.ecroperator.registryconfig;

import io.ecroperator.api.v1alpha1.AccountSetting;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EcrRegistryConfigurationSpec;
import io.ecroperator.api.v1alpha1.EntryAdoptionPolicy;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.registryconfig.merge.FragmentSection;
import io.ecroperator.registryconfig.merge.Section;
import io.ecroperator.registryconfig.merge.WantedEntries;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One object among those of a registry.
 *
 * @param stance what is done for it
 * @param registry where it leads, or has led as far as its status says; empty if nobody knows
 * @param mode what becomes of what no object has, as far as its EcrRegistry and its namespace have a say in that
 */
record Fragment(EcrRegistryConfiguration object, Stance stance, Optional<RegistryId> registry, Mode mode) {

    /** What is done for a fragment. */
    enum Stance {
        /** ECR is kept as it says. */
        WRITES,
        /** What it owns stays as it is, and nothing is written. */
        KEEPS,
        /** What it owns goes. */
        LEAVES
    }

    /** What becomes of entries that no object has, in a section that a fragment speaks of. */
    enum Mode {
        /** They stay. */
        MERGE,
        /** They go. */
        EXCLUSIVE,
        /** They go where one of a namespace that may have every repository speaks of the section too. */
        EXCLUSIVE_WITH_ANOTHER,
        /** They stay, since the operator does not watch all namespaces; else they would go. */
        EXCLUSIVE_UNWATCHED
    }

    /** The same in a registry that it is to lead to and has nothing in: what it wants there nobody can tell as long as it is kept. */
    Fragment kept(RegistryId elsewhere) {
        EcrRegistryConfiguration newcomer = new EcrRegistryConfiguration();
        newcomer.setMetadata(object.getMetadata());
        newcomer.setSpec(object.getSpec());
        return new Fragment(newcomer, Stance.KEEPS, Optional.of(elsewhere), Mode.MERGE);
    }

    /** {@code namespace/name}. */
    String name() {
        return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
    }

    String uid() {
        return object.getMetadata().getUid();
    }

    long generation() {
        return object.getMetadata().getGeneration();
    }

    Instant createdAt() {
        return Instant.parse(object.getMetadata().getCreationTimestamp());
    }

    /** Whether its status says that ECR equals its spec as it is now. */
    boolean wasSynced() {
        return Conditions.isTrue(conditions(), ConditionType.SYNCED, generation());
    }

    private List<Condition> conditions() {
        return object.getStatus() == null ? null : object.getStatus().conditions();
    }

    Set<String> recorded(Section section) {
        return Records.of(object.getStatus(), section);
    }

    /** The sections that it owns something in, or says something of, which does not matter any more once it leaves. */
    Set<Section> sections() {
        return Stream.of(Section.values())
                .filter(section -> !recorded(section).isEmpty() || (stance != Stance.LEAVES && speaksOf(section)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Section.class)));
    }

    boolean speaksOf(Section section) {
        return object.getSpec() != null
                && WantedEntries.of(object.getSpec(), section, "").isPresent();
    }

    /** Account settings that it says something of. */
    Stream<String> accountSettings() {
        return Stream.ofNullable(object.getSpec())
                .map(EcrRegistryConfigurationSpec::accountSettings)
                .flatMap(Stream::ofNullable)
                .flatMap(List::stream)
                .map(AccountSetting::name)
                .map(Enum::name);
    }

    /** What it has to do with a section, for the merge. */
    FragmentSection in(Section section) {
        return switch (stance) {
            case KEEPS -> FragmentSection.keeping(name(), createdAt(), recorded(section));
            case LEAVES -> FragmentSection.wanting(name(), createdAt(), List.of(), recorded(section), false);
            case WRITES -> wanting(section, recorded(section));
        };
    }

    /** What it would have to do with a section if ECR were kept as it says, and its status had those keys. */
    FragmentSection wanting(Section section, Set<String> recorded) {
        EcrRegistryConfigurationSpec spec = object.getSpec();
        return WantedEntries.of(
                        spec, section, registry.map(id -> id.repositoryArn("*")).orElse("*"))
                .map(entries -> new FragmentSection(
                        name(),
                        createdAt(),
                        entries,
                        WantedEntries.leavesRules(spec, section),
                        recorded,
                        spec.adoptionPolicy() == EntryAdoptionPolicy.IF_UNOWNED,
                        Optional.empty()))
                .orElseGet(() -> FragmentSection.keeping(name(), createdAt(), recorded));
    }
}
