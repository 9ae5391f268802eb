package io.ecroperator.aws.connection;

import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.CallRates;
import io.ecroperator.aws.CallerIdentityApi;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.CreationTemplateApi;
import io.ecroperator.aws.ImageApi;
import io.ecroperator.aws.LifecyclePolicyApi;
import io.ecroperator.aws.PublicRepository;
import io.ecroperator.aws.PublicRepositoryApi;
import io.ecroperator.aws.PullThroughCacheApi;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.RegistryDoors;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.RegistrySettingsApi;
import io.ecroperator.aws.ReplicationBackfillApi;
import io.ecroperator.aws.RepositoryApi;
import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.aws.RepositoryPolicyApi;
import io.ecroperator.aws.ResourceTagApi;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.view.Freshness;
import io.ecroperator.aws.view.KnownRegistryPolicy;
import io.ecroperator.aws.view.Listing;
import io.ecroperator.aws.view.LookBudget;
import io.ecroperator.aws.view.RegistryListings;
import io.ecroperator.aws.view.RegistryView;
import io.ecroperator.aws.view.RegistryWatch;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One account and region, seen with one identity: the doors to it, what is known of it, and how fresh that is. Lives as long
 * as somebody leases it. Thread-safe.
 */
public final class EcrConnection {

    /** So long nobody asks again for an account that AWS did not tell. */
    private static final Duration NOT_TOLD = Duration.ofMinutes(1);

    private final ConnectionSpec spec;
    private final AwsConnection doors;
    private final RegistryWatch watch;
    private final RegistryListings listings;
    private final RepositoryDoors repositoryDoors;
    private final RegistryDoors registryDoors;
    private volatile RegistryId id;
    private volatile long askAgainAt = System.nanoTime();

    /** Reads nothing before {@link #start()}. */
    EcrConnection(ConnectionSpec spec, AwsConnection doors, RegistryWatch watch, RegistryListings listings) {
        this(
                spec,
                doors,
                watch,
                listings,
                watch.doors(),
                new RegistryDoors(
                        listings.cacheRuleDoor(),
                        listings.templateDoor(),
                        listings.settingsDoor(),
                        doors.registryDoors().backfills(),
                        listings.publicRepositoryDoor()));
    }

    private EcrConnection(
            ConnectionSpec spec,
            AwsConnection doors,
            RegistryWatch watch,
            RegistryListings listings,
            RepositoryDoors repositoryDoors,
            RegistryDoors registryDoors) {
        this.spec = spec;
        this.doors = doors;
        this.watch = watch;
        this.listings = listings;
        this.repositoryDoors = repositoryDoors;
        this.registryDoors = registryDoors;
    }

    /**
     * The same connection, where things are only deleted in thought: as AWS would do it, which keeps a repository that holds images,
     * and with nothing gone afterwards. All else goes through.
     *
     * @param deletions takes each deletion that AWS would carry out
     */
    public EcrConnection imaginingDeletions(Consumer<ImaginedDeletion> deletions) {
        ImaginedDeletions imagined = new ImaginedDeletions(deletions);
        return new EcrConnection(
                spec, doors, watch, listings, imagined.in(repositoryDoors), imagined.in(registryDoors));
    }

    /** Where it goes and as whom. */
    public ConnectionSpec spec() {
        return spec;
    }

    /**
     * The account and region. Where the spec names no account, AWS is asked once (sts:GetCallerIdentity, which needs no
     * permission); empty as long as it does not answer.
     */
    public Optional<RegistryId> id() {
        if (id == null && System.nanoTime() - askAgainAt >= 0) {
            try {
                String account = spec.accountId()
                        .orElseGet(() -> callerIdentity().getCallerIdentity().accountId());
                id = new RegistryId(account, doors.region());
            } catch (AwsException notNow) {
                askAgainAt = System.nanoTime() + NOT_TOLD.toNanos();
            }
        }
        return Optional.ofNullable(id);
    }

    /** The region; throws {@code AwsException} if nothing names one, as every call does then. */
    public String region() {
        return doors.region();
    }

    /** How fast the account and region is called. */
    public CallRates rates() {
        return doors.rates();
    }

    /** Who AWS says that the operator is here. */
    public CallerIdentityApi callerIdentity() {
        return doors.callerIdentity();
    }

    /** The doors to repositories and to what is in them; each answer updates the view. */
    public RepositoryDoors repositoryDoors() {
        return repositoryDoors;
    }

    /** Repositories and their own settings; each answer updates the view. */
    public RepositoryApi repositories() {
        return repositoryDoors().repositories();
    }

    /** Tags of repositories; each answer updates the view. */
    public ResourceTagApi tags() {
        return repositoryDoors().tags();
    }

    /** Repository policies; each answer updates the view. */
    public RepositoryPolicyApi repositoryPolicies() {
        return repositoryDoors().repositoryPolicies();
    }

    /** Lifecycle policies; each answer updates the view. */
    public LifecyclePolicyApi lifecyclePolicies() {
        return repositoryDoors().lifecyclePolicies();
    }

    /** Images; that a repository is gone updates the view. */
    public ImageApi images() {
        return repositoryDoors().images();
    }

    /** Pull through cache rules; each answer updates {@link #cacheRuleListing()}. */
    public PullThroughCacheApi cacheRules() {
        return registryDoors.cacheRules();
    }

    /** Repository creation templates; each answer updates {@link #templateListing()}. */
    public CreationTemplateApi templates() {
        return registryDoors.templates();
    }

    /** The settings that the registry has once; each answer about its policy updates {@link #registryPolicy()}. */
    public RegistrySettingsApi settings() {
        return registryDoors.settings();
    }

    /** Replications of what was in the registry before a destination. */
    public ReplicationBackfillApi backfills() {
        return registryDoors.backfills();
    }

    /** The public repositories of the account, the same in every region; each answer updates {@link #publicListing()}. */
    public PublicRepositoryApi publicRepositories() {
        return registryDoors.publicRepositories();
    }

    /** The public repositories of the account, by name, as known without a call. */
    public Listing<PublicRepository> publicListing() {
        return listings.publicRepositories();
    }

    /** The pull through cache rules, by prefix, as known without a call. */
    public Listing<PullThroughCacheRule> cacheRuleListing() {
        return listings.cacheRules();
    }

    /** The repository creation templates, by prefix, as known without a call. */
    public Listing<CreationTemplate> templateListing() {
        return listings.templates();
    }

    /** The policy of the registry, for who only has to know it. */
    public KnownRegistryPolicy registryPolicy() {
        return listings.policy();
    }

    /** What is known without a call. */
    public RegistryView view() {
        return watch.view();
    }

    /** What of the view is doubtful. */
    public Freshness freshness() {
        return watch.freshness();
    }

    /** What may be looked at one by one while the registry cannot be listed. */
    public LookBudget looks() {
        return watch.looks();
    }

    /** Whether the sweep brings tags too: a repository whose tags are unread after it most likely has none. */
    public boolean tagsComeInBulk() {
        return watch.tagsComeInBulk();
    }

    /** Begins to look at ECR, the first time that it is called; returns at once. */
    public void start() {
        watch.start();
    }

    /** Sweeps now, on the caller's thread; false if ECR could not be listed. */
    public boolean sweep() {
        return watch.sweep();
    }

    /** Lists again soon, however many ask ({@link RegistryWatch#sweepSoon}). */
    public void sweepSoon() {
        watch.sweepSoon();
    }

    /** How often ECR is looked at. */
    public RegistryWatch.Periods periods() {
        return watch.periods();
    }

    /** How long ago the last complete sweep began; before the first one, how long it is awaited; empty before the start. */
    public Optional<Duration> unseenFor() {
        return watch.unseenFor();
    }

    void close() {
        watch.close();
        listings.close();
    }
}
