package io.ecroperator.aws.view;

import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.CreationTemplateApi;
import io.ecroperator.aws.PublicRepository;
import io.ecroperator.aws.PublicRepositoryApi;
import io.ecroperator.aws.PullThroughCacheApi;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.RegistryDoors;
import io.ecroperator.aws.RegistrySettingsApi;
import io.ecroperator.heartbeat.Background;
import java.time.Duration;

/** What one registry has beside repositories, as far as ECR lists it, and the doors whose answers keep the listings up to date. */
public final class RegistryListings implements AutoCloseable {

    /** From one listing to the next: what is listed here is few, and seldom edited by hand. */
    private static final Duration PERIOD = Duration.ofMinutes(10);

    private final Listing<PullThroughCacheRule> cacheRules;
    private final Listing<CreationTemplate> templates;
    private final PullThroughCacheApi cacheRuleDoor;
    private final CreationTemplateApi templateDoor;
    private final KnownRegistryPolicy policy;
    private final RegistrySettingsApi settingsDoor;
    private final Listing<PublicRepository> publicRepositories;
    private final PublicRepositoryApi publicRepositoryDoor;

    /**
     * Reads nothing before somebody relies on it.
     *
     * @param deepRead for how long the policy of the registry is known
     */
    public RegistryListings(RegistryDoors doors, Duration deepRead, Background background) {
        this.cacheRules = new Listing<>(
                new Listing.Source<>(
                        "DescribePullThroughCacheRules",
                        doors.cacheRules()::describePullThroughCacheRules,
                        PullThroughCacheRule::ecrRepositoryPrefix),
                PERIOD,
                background);
        this.templates = new Listing<>(
                new Listing.Source<>(
                        "DescribeRepositoryCreationTemplates",
                        doors.templates()::describeRepositoryCreationTemplates,
                        CreationTemplate::namespace),
                PERIOD,
                background);
        this.publicRepositories = new Listing<>(
                new Listing.Source<>(
                        "DescribeRepositories (ecr-public)",
                        doors.publicRepositories()::describeRepositories,
                        PublicRepository::repositoryName),
                PERIOD,
                background);
        this.cacheRuleDoor = new ListUpdatingCacheRules(doors.cacheRules(), new ListedCalls<>(cacheRules));
        this.templateDoor = new ListUpdatingTemplates(doors.templates(), new ListedCalls<>(templates));
        this.policy = new KnownRegistryPolicy(doors.settings(), deepRead, background.clock());
        this.settingsDoor = new ViewUpdatingSettings(doors.settings(), policy);
        this.publicRepositoryDoor =
                new ListUpdatingPublicRepositories(doors.publicRepositories(), new ListedCalls<>(publicRepositories));
    }

    /** Pull through cache rules, by prefix. */
    public Listing<PullThroughCacheRule> cacheRules() {
        return cacheRules;
    }

    /** Repository creation templates, by prefix without a slash at its end. */
    public Listing<CreationTemplate> templates() {
        return templates;
    }

    /** Calls about cache rules; each answer updates their listing. */
    public PullThroughCacheApi cacheRuleDoor() {
        return cacheRuleDoor;
    }

    /** Calls about templates; each answer updates their listing. */
    public CreationTemplateApi templateDoor() {
        return templateDoor;
    }

    /** The policy of the registry. */
    public KnownRegistryPolicy policy() {
        return policy;
    }

    /** Calls about settings; each answer updates the policy. */
    public RegistrySettingsApi settingsDoor() {
        return settingsDoor;
    }

    /** Public repositories of the account, by name. */
    public Listing<PublicRepository> publicRepositories() {
        return publicRepositories;
    }

    /** Calls about public repositories; each answer updates their listing. */
    public PublicRepositoryApi publicRepositoryDoor() {
        return publicRepositoryDoor;
    }

    @Override
    public void close() {
        publicRepositories.close();
        cacheRules.close();
        templates.close();
    }
}
