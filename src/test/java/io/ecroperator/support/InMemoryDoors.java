package io.ecroperator.support;

import io.ecroperator.aws.AuthorizationApi;
import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.AwsConnectionSource;
import io.ecroperator.aws.CallRates;
import io.ecroperator.aws.CallerIdentityApi.CallerIdentity;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.CreationTemplateApi;
import io.ecroperator.aws.PublicRepositoryApi;
import io.ecroperator.aws.PullThroughCacheApi;
import io.ecroperator.aws.RegistryDoors;
import io.ecroperator.aws.RegistrySettingsApi;
import io.ecroperator.aws.ReplicationBackfillApi;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/** Doors to ECRs in memory, one for each spec. Behind the doors to what a registry as a whole has, and to tokens, there is nothing. */
public final class InMemoryDoors implements AwsConnectionSource {

    private final String accountId;
    private final Function<ConnectionSpec, InMemoryEcr> ecrs;
    private final List<ConnectionSpec> closed = new ArrayList<>();
    private final Map<ConnectionSpec, Integer> limits = new HashMap<>();

    /**
     * None is opened yet.
     *
     * @param accountId whose the credentials are, whatever the spec says
     * @param ecrs what is behind the doors of a spec
     */
    public InMemoryDoors(String accountId, Function<ConnectionSpec, InMemoryEcr> ecrs) {
        this.accountId = accountId;
        this.ecrs = ecrs;
    }

    /** The specs whose doors were closed, in that order. */
    public List<ConnectionSpec> closed() {
        return closed;
    }

    @Override
    public AwsConnection connection(ConnectionSpec spec) {
        InMemoryEcr ecr = ecrs.apply(spec);
        return new AwsConnection(
                () -> spec.region().orElse(InMemoryEcr.REGION),
                ecr.doors(),
                new RegistryDoors(
                        walled(PullThroughCacheApi.class),
                        walled(CreationTemplateApi.class),
                        walled(RegistrySettingsApi.class),
                        walled(ReplicationBackfillApi.class),
                        walled(PublicRepositoryApi.class)),
                ecr,
                () -> new CallerIdentity(accountId, "arn:aws:iam::" + accountId + ":role/test"),
                rates(spec),
                walled(AuthorizationApi.class),
                walled(AuthorizationApi.class));
    }

    /** The bounds of calls per second that were set, by spec. */
    public Map<ConnectionSpec, Integer> limits() {
        return limits;
    }

    /** Never throttled. */
    private CallRates rates(ConnectionSpec spec) {
        return new CallRates() {
            @Override
            public List<ThrottledOperation> throttled() {
                return List.of();
            }

            @Override
            public void limit(OptionalInt callsPerSecond) {
                callsPerSecond.ifPresentOrElse(bound -> limits.put(spec, bound), () -> limits.remove(spec));
            }
        };
    }

    @Override
    public void close(ConnectionSpec spec) {
        closed.add(spec);
    }

    private static <D> D walled(Class<D> door) {
        return door.cast(Proxy.newProxyInstance(door.getClassLoader(), new Class<?>[] {door}, (proxy, method, args) -> {
            throw new UnsupportedOperationException("an ECR in memory has no " + method.getName());
        }));
    }
}
