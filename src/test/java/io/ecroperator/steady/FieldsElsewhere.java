package io.ecroperator.steady;

import java.util.Map;

/** Fields that have no case in {@link EveryFieldTest}, by kind and path. */
final class FieldsElsewhere {

    /** What is nothing in ECR, or is immutable: the test that shows what it does, or the fixture that refuses a change. */
    static final Map<String, String> TESTS = Map.ofEntries(
            Map.entry(
                    "EcrPullThroughCacheRule registryRef.name",
                    "ecrpullthroughcacherule/invalid-update-registryRef-changed"),
            Map.entry("EcrPullThroughCacheRule ecrRepositoryPrefix", "ecrpullthroughcacherule/invalid-update-prefix"),
            Map.entry(
                    "EcrPullThroughCacheRule managementPolicy",
                    "steady.EveryFieldTest shouldWriteNothingThatIsOnlyObserved"),
            Map.entry(
                    "EcrPullThroughCacheRule adoptionPolicy",
                    "e2e.CacheRuleIT shouldLeaveARuleThatItHasNotCreatedUntilThatIsWanted"),
            Map.entry(
                    "EcrPullThroughCacheRule deletionPolicy",
                    "e2e.CacheRuleIT shouldCreateChangeRepairReplaceAndDeleteARule"),
            Map.entry(
                    "EcrRepositoryCreationTemplate registryRef.name",
                    "ecrrepositorycreationtemplate/invalid-update-registryRef-changed"),
            Map.entry("EcrRepositoryCreationTemplate prefix", "ecrrepositorycreationtemplate/invalid-update-prefix"),
            Map.entry(
                    "EcrRepositoryCreationTemplate managementPolicy",
                    "steady.EveryFieldTest shouldWriteNothingThatIsOnlyObserved"),
            Map.entry(
                    "EcrRepositoryCreationTemplate adoptionPolicy",
                    "e2e.CreationTemplateIT shouldLeaveATemplateThatItHasNotCreatedUntilThatIsWanted"),
            Map.entry(
                    "EcrRepositoryCreationTemplate deletionPolicy",
                    "e2e.CreationTemplateIT shouldCreateLeaveEmptyRepairAndDeleteATemplate"),
            Map.entry(
                    "EcrRegistryConfiguration registryRef.name",
                    "ecrregistryconfiguration/invalid-update-registryRef-changed"),
            Map.entry(
                    "EcrRegistryConfiguration replication.backfill.destinations.region",
                    "e2e.RegistryConfigurationIT shouldReplicateWhatWasThereBeforeByWrittenConsent"),
            Map.entry(
                    "EcrRegistryConfiguration replication.backfill.destinations.registryId",
                    "e2e.RegistryConfigurationIT shouldReplicateWhatWasThereBeforeByWrittenConsent"),
            Map.entry(
                    "EcrRegistryConfiguration managementPolicy",
                    "e2e.RegistryConfigurationIT shouldShowThePlanAndWriteNothingWhenItObserves"),
            Map.entry(
                    "EcrRegistryConfiguration adoptionPolicy",
                    "steady.EveryFieldTest shouldTakeOverAnEntryOfOthersOnlyWhereThatIsSaid"),
            Map.entry(
                    "EcrRegistryConfiguration deletionPolicy",
                    "registryconfig.ConfigurationDeletionTest shouldLeaveTheEntriesWhereTheSpecSaysSoOrCannotBeRead"),
            Map.entry(
                    "EcrRegistryConfiguration publicRegistryCatalogData",
                    "registryconfig.PublicRegistryNameTest shouldBeSetOnceAndLeftWhenTheSectionGoes"),
            Map.entry("EcrPublicRepository registryRef.name", "ecrpublicrepository/invalid-update-registryRef-changed"),
            Map.entry("EcrPublicRepository repositoryName", "ecrpublicrepository/invalid-update-repositoryName"),
            Map.entry(
                    "EcrPublicRepository catalogData.logoImage",
                    "e2e.PublicRepositoryIT shouldCreateLeaveEmptyRepairAndDelete"),
            Map.entry(
                    "EcrPublicRepository catalogData.logoImageFrom",
                    "e2e.PublicRepositoryIT shouldTakeALogoFromAConfigMapThatItMayGet"),
            Map.entry(
                    "EcrPublicRepository repositoryPolicy.allowLockout",
                    "steady.EveryFieldTest shouldLockNobodyOutOfAPublicRepositoryUnlessThatIsSaid"),
            Map.entry(
                    "EcrPublicRepository managementPolicy",
                    "steady.EveryFieldTest shouldWriteNothingThatIsOnlyObserved"),
            Map.entry(
                    "EcrPublicRepository adoptionPolicy", "e2e.PublicRepositoryIT shouldNotTakeOrLoseWhatIsNotItsOwn"),
            Map.entry(
                    "EcrPublicRepository deletionPolicy",
                    "e2e.PublicRepositoryIT shouldKeepImagesUntilTheirDeletionIsWanted"),
            Map.entry(
                    "EcrPublicRepository recreatePolicy",
                    "publicrepository.PublicRepositoryPlannerTest shouldReportALossWhereThatIsWanted"),
            Map.entry(
                    "EcrRepositoryPolicy statements",
                    "e2e.RepositoryPolicyIT shouldPutThePolicyOnRepositoriesThatNameItOrThatItSelectsAndTakeItAwayWithItself"),
            Map.entry(
                    "EcrRepositoryPolicy policyText",
                    "e2e.RepositoryPolicyIT shouldPutThePolicyOnRepositoriesThatNameItOrThatItSelectsAndTakeItAwayWithItself"),
            Map.entry(
                    "EcrRepositoryPolicy allowLockout",
                    "attachment.AttachmentsTest shouldSayWhetherARepositoryPolicyMayLockTheOperatorOut"),
            Map.entry(
                    "EcrRepositoryPolicy repositorySelector",
                    "e2e.RepositoryPolicyIT shouldPutThePolicyOnRepositoriesThatNameItOrThatItSelectsAndTakeItAwayWithItself"),
            Map.entry(
                    "EcrRepositoryPolicy repositoryNamePatterns",
                    "e2e.RepositoryPolicyIT shouldReachReplicasThatNobodyDeclaresAndLeaveThoseWithAPolicyOfTheirOwn"),
            Map.entry(
                    "EcrRepositoryPolicy onExisting",
                    "undeclared.UndeclaredPlannerTest shouldDecideAboutRepositoryPoliciesAlike"),
            Map.entry(
                    "EcrRepositoryPolicy onDelete",
                    "undeclared.UndeclaredPlannerTest shouldDecideAboutRepositoryPoliciesAlike"),
            Map.entry(
                    "EcrRepositoryPolicy registryRef.name", "ecrrepositorypolicy/invalid-update-registryRef-changed"));

    private FieldsElsewhere() {}
}
