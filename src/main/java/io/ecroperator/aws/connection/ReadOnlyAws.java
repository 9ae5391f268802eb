package io.ecroperator.aws.connection;

import io.ecroperator.aws.AuthorizationApi;
import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.AwsConnectionSource;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.CreationTemplateApi;
import io.ecroperator.aws.ImageApi;
import io.ecroperator.aws.LifecyclePolicyApi;
import io.ecroperator.aws.PublicRepositoryApi;
import io.ecroperator.aws.PullThroughCacheApi;
import io.ecroperator.aws.RegistryDoors;
import io.ecroperator.aws.RegistrySettingsApi;
import io.ecroperator.aws.ReplicationBackfillApi;
import io.ecroperator.aws.RepositoryApi;
import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.aws.RepositoryPolicyApi;
import io.ecroperator.aws.ResourceTagApi;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Doors that let reads through and nothing else, by the names of their methods, which are the IAM actions. A write is a defect
 * of whoever asks for it, and so is a token.
 */
public final class ReadOnlyAws implements AwsConnectionSource {

    private static final List<String> READS =
            List.of("describe", "list", "get", "count", "validate", "startLifecyclePolicyPreview");

    private final AwsConnectionSource doors;

    /** Reads through those doors. */
    public ReadOnlyAws(AwsConnectionSource doors) {
        this.doors = doors;
    }

    @Override
    public AwsConnection connection(ConnectionSpec spec) {
        AwsConnection open = doors.connection(spec);
        RepositoryDoors repositories = open.repositoryDoors();
        RegistryDoors registry = open.registryDoors();
        AuthorizationApi noTokens = () -> {
            throw new IllegalStateException("GetAuthorizationToken is not for a reader");
        };
        return new AwsConnection(
                open.regionSource(),
                new RepositoryDoors(
                        readOnly(RepositoryApi.class, repositories.repositories()),
                        readOnly(ResourceTagApi.class, repositories.tags()),
                        readOnly(RepositoryPolicyApi.class, repositories.repositoryPolicies()),
                        readOnly(LifecyclePolicyApi.class, repositories.lifecyclePolicies()),
                        readOnly(ImageApi.class, repositories.images())),
                new RegistryDoors(
                        readOnly(PullThroughCacheApi.class, registry.cacheRules()),
                        readOnly(CreationTemplateApi.class, registry.templates()),
                        readOnly(RegistrySettingsApi.class, registry.settings()),
                        readOnly(ReplicationBackfillApi.class, registry.backfills()),
                        readOnly(PublicRepositoryApi.class, registry.publicRepositories())),
                open.tagging(),
                open.callerIdentity(),
                open.rates(),
                noTokens,
                noTokens);
    }

    @Override
    public void close(ConnectionSpec spec) {
        doors.close(spec);
    }

    private static <T> T readOnly(Class<T> type, T door) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> read(door, method, arguments)));
    }

    private static Object read(Object door, Method method, Object[] arguments) throws Throwable {
        if (READS.stream().noneMatch(method.getName()::startsWith)) {
            throw new IllegalStateException(method.getName() + " writes, and this only reads");
        }
        try {
            return method.invoke(door, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
