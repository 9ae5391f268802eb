package io.ecroperator.aws.sdk;

import io.ecroperator.aws.AuthorizationApi;
import io.ecroperator.aws.AuthorizationSource;
import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.AwsConnectionSource;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.PullApi;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.SecretAccessKeys;
import io.ecroperator.aws.error.CredentialsException;
import io.ecroperator.aws.ratelimit.AdaptiveRateLimiter;
import io.ecroperator.aws.ratelimit.CallCeiling;
import io.ecroperator.aws.ratelimit.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecrpublic.EcrPublicClient;

/**
 * Makes {@link AwsConnection}s: one per {@link ConnectionSpec}, each with its own rate limit, all with one HTTP client.
 * Neither the constructor nor {@link #connection} touches the network or fails for want of configuration.
 */
public final class AwsConnections implements AwsConnectionSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AwsConnections.class);

    /** The one region where ECR Public mints tokens and takes all other calls. */
    private static final String REGION_OF_PUBLIC = "us-east-1";

    private final MeterRegistry registry;
    private final Lazy<SdkHttpClient> http;
    private final DefaultCredentialsProvider credentials;
    private final ScheduledExecutorService timeouts = timeouts();
    private final AwsClients.Shared shared;
    private final Map<ConnectionSpec, Opened> opened = new ConcurrentHashMap<>();
    private final Map<RegistryId, CallCeiling> ceilings = new ConcurrentHashMap<>();
    private final Set<OneIdentity> identities = ConcurrentHashMap.newKeySet();

    /**
     * Counts into the registry, on the machine's own time.
     *
     * @param secrets the access keys that specs name
     */
    public AwsConnections(AwsClientSettings settings, SecretAccessKeys secrets, MeterRegistry registry) {
        this(settings, secrets, registry, Ticker.system());
    }

    /** The same on another time, for tests. */
    AwsConnections(AwsClientSettings settings, SecretAccessKeys secrets, MeterRegistry registry, Ticker ticker) {
        this.registry = registry;
        this.http = new Lazy<>(() -> buildHttpClient(settings), ticker);
        this.credentials = DefaultCredentialsProvider.builder().build();
        this.shared = new AwsClients.Shared(settings, ticker, http, credentials, secrets, timeouts);
    }

    @Override
    public AwsConnection connection(ConnectionSpec spec) {
        return opened.computeIfAbsent(spec, this::open).connection();
    }

    /**
     * Builds the client of ECR in the background, so that the first object need not wait for a second of class loading. Nothing is
     * asked over the network: where the region would have to be, nothing is built. What is wrong fails the calls, and not this.
     */
    public void prepare(ConnectionSpec spec) {
        if (spec.region().isEmpty()
                && SdkSystemSetting.AWS_REGION.getStringValue().isEmpty()) {
            return;
        }
        AwsClients clients = opened.computeIfAbsent(spec, this::open).clients();
        Thread.ofPlatform().daemon().name("aws-prepare").start(() -> {
            try {
                clients.ecr();
            } catch (CredentialsException e) {
                LOG.debug("The client of ECR cannot be built yet: {}", e.getMessage());
            }
        });
    }

    /** Counts the calls of that connection for an EcrRegistry, by its name; those of tokens too, once they are opened anew. */
    public void countFor(ConnectionSpec spec, String ecrRegistry) {
        opened.computeIfAbsent(spec, this::open).metrics().countFor(ecrRegistry);
    }

    /** Tokens as the identity of the spec, whose region does not matter, and as others; over connections of their own. */
    public AuthorizationSource authorization(ConnectionSpec spec) {
        return new OneIdentity(spec);
    }

    /** Asks registries whether a login may pull. */
    public PullApi pulls() {
        return new SdkPullApi(http);
    }

    @Override
    public void close(ConnectionSpec spec) {
        Optional.ofNullable(opened.remove(spec)).ifPresent(Opened::close);
    }

    /** Closes all clients. Calls in flight may fail; later ones do. */
    @Override
    public void close() {
        opened.values().forEach(Opened::close);
        opened.clear();
        identities.forEach(OneIdentity::close);
        http.ifBuilt().ifPresent(SdkHttpClient::close);
        credentials.close();
        timeouts.shutdownNow();
    }

    private Opened open(ConnectionSpec spec) {
        RegionSource region = new RegionSource(spec.region(), shared.ticker());
        AwsMetrics metrics = new AwsMetrics(registry, region::ifKnown);
        AdaptiveRateLimiter limiter =
                new AdaptiveRateLimiter(shared.settings().rateLimit(), shared.ticker(), ceiling(spec));
        AwsClients clients = new AwsClients(
                spec,
                region,
                shared,
                new AttemptPublisher(limiter, metrics),
                new AwsCalls(limiter, metrics, shared.ticker(), Optional.empty()));
        AwsCalls calls = new AwsCalls(limiter, metrics, shared.ticker(), Optional.of(clients.confirmed()));
        AwsCalls whoever = new AwsCalls(limiter, metrics, shared.ticker(), Optional.of(clients.identity()));
        ServiceCalls<EcrClient> ecr = new ServiceCalls<>(calls, clients::ecr);
        Lazy<Opened> forPublic = new Lazy<>(() -> openForPublic(spec, metrics), shared.ticker());
        AwsConnection connection = new AwsConnection(
                region::orAwsException,
                SdkDoors.toRepositories(ecr),
                SdkDoors.toRegistry(ecr, () -> forPublic.get().ecrPublic()),
                new SdkTaggingApi(calls, clients::tagging),
                new SdkCallerIdentityApi(whoever, clients::sts),
                limiter,
                SdkAuthorizationApi.ofEcr(calls, clients::ecr),
                SdkAuthorizationApi.ofEcrPublic(calls, clients::ecrPublic));
        return new Opened(connection, calls, clients, metrics, forPublic);
    }

    /** ECR Public has rates of its own, and one region, whichever the connection is for. */
    private Opened openForPublic(ConnectionSpec spec, AwsMetrics countsAs) {
        Opened fresh = open(spec.withRegion(REGION_OF_PUBLIC));
        fresh.metrics().countFor(countsAs.countsFor());
        return fresh;
    }

    /** One for each account and region, whoever calls: AWS counts so too. Where the account is not known, nobody shares it. */
    private CallCeiling ceiling(ConnectionSpec spec) {
        return spec.accountId().isPresent() && spec.region().isPresent()
                ? ceilings.computeIfAbsent(
                        new RegistryId(spec.accountId().get(), spec.region().get()), any -> new CallCeiling())
                : new CallCeiling();
    }

    /**
     * Each client would have five threads of its own, and keep a time limit until it is over after the call has ended. Two, since one
     * that ends a call may have to wait for it.
     */
    private static ScheduledExecutorService timeouts() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
                2,
                Thread.ofPlatform()
                        .daemon()
                        .inheritInheritableThreadLocals(false)
                        .name("aws-timeouts-", 0)
                        .factory());
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    private static SdkHttpClient buildHttpClient(AwsClientSettings settings) {
        try {
            return UrlConnectionHttpClient.builder()
                    // Its default is HTTP_PROXY, also for HTTPS: https://github.com/aws/aws-sdk-java-v2/issues/3868
                    .proxyConfiguration(
                            ProxyConfiguration.builder().scheme("https").build())
                    // Ending a call waits for a read in progress. The limit of the attempt is to come first.
                    .socketTimeout(settings.attemptTimeout().plusSeconds(1))
                    .build();
        } catch (RuntimeException thrown) {
            throw new CredentialsException(
                    "ClientNotBuilt", "The HTTP client cannot be built", "Check HTTPS_PROXY and the CA trust store.");
        }
    }

    private final class OneIdentity implements AuthorizationSource {

        private static final Set<String> KNOWN_REGIONS = Region.regions().stream()
                .filter(region -> !region.isGlobalRegion())
                .map(Region::id)
                .collect(Collectors.toUnmodifiableSet());

        private final ConnectionSpec spec;
        private final Map<ConnectionSpec, Opened> bySpec = new ConcurrentHashMap<>();

        OneIdentity(ConnectionSpec spec) {
            this.spec = spec;
        }

        @Override
        public boolean knows(String region) {
            return KNOWN_REGIONS.contains(region)
                    || shared.settings().additionalRegions().contains(region);
        }

        @Override
        public AuthorizationApi ofRegion(String region) {
            return of(spec.withRegion(region));
        }

        @Override
        public AuthorizationApi of(ConnectionSpec connection) {
            if (connection.region().filter(this::knows).isEmpty()) {
                throw new IllegalArgumentException("no region of AWS");
            }
            return at(connection).authorization();
        }

        @Override
        public AuthorizationApi ofEcrPublic() {
            return at(spec.withRegion(REGION_OF_PUBLIC)).publicAuthorization();
        }

        @Override
        public void keepOnly(Set<String> regions, boolean ecrPublic, Set<ConnectionSpec> others) {
            Set<ConnectionSpec> kept = new HashSet<>(others);
            regions.forEach(region -> kept.add(spec.withRegion(region)));
            if (ecrPublic) {
                kept.add(spec.withRegion(REGION_OF_PUBLIC));
            }
            bySpec.keySet().stream()
                    .filter(opened -> !kept.contains(opened))
                    .toList()
                    .forEach(this::close);
            if (bySpec.isEmpty()) {
                identities.remove(this);
            }
        }

        private AwsConnection at(ConnectionSpec connection) {
            identities.add(this);
            return bySpec.computeIfAbsent(connection, this::openFor).connection();
        }

        private Opened openFor(ConnectionSpec connection) {
            Opened fresh = open(connection);
            Optional.ofNullable(opened.get(connection))
                    .ifPresent(known -> fresh.metrics().countFor(known.metrics().countsFor()));
            return fresh;
        }

        private void close(ConnectionSpec connection) {
            Optional.ofNullable(bySpec.remove(connection)).ifPresent(Opened::close);
        }

        private void close() {
            keepOnly(Set.of(), false, Set.of());
        }
    }

    private record Opened(
            AwsConnection connection, AwsCalls calls, AwsClients clients, AwsMetrics metrics, Lazy<Opened> forPublic) {

        ServiceCalls<EcrPublicClient> ecrPublic() {
            return new ServiceCalls<>(calls, clients::ecrPublic);
        }

        void close() {
            clients.close();
            metrics.close();
            forPublic.ifBuilt().ifPresent(Opened::close);
        }
    }
}
