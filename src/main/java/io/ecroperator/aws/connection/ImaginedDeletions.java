package io.ecroperator.aws.connection;

import io.ecroperator.aws.CreationTemplateApi;
import io.ecroperator.aws.ImageApi;
import io.ecroperator.aws.ImageCount;
import io.ecroperator.aws.PublicRepositoryApi;
import io.ecroperator.aws.PullThroughCacheApi;
import io.ecroperator.aws.RegistryDoors;
import io.ecroperator.aws.RepositoryApi;
import io.ecroperator.aws.RepositoryDoors;
import io.ecroperator.aws.connection.ImaginedDeletion.Images;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Consumer;

/** Doors that take deletions for done which AWS would carry out, and let all other calls through. */
final class ImaginedDeletions {

    /** How far images are counted: one call. */
    private static final int COUNTED_IMAGES = 1_000;

    /** What is done in the place of a method, with its arguments. */
    private interface Deletion {
        void run(Object... arguments);
    }

    private final Consumer<ImaginedDeletion> deletions;

    ImaginedDeletions(Consumer<ImaginedDeletion> deletions) {
        this.deletions = deletions;
    }

    RepositoryDoors in(RepositoryDoors doors) {
        return new RepositoryDoors(
                imagined(
                        RepositoryApi.class,
                        doors.repositories(),
                        Map.of(
                                "deleteRepository",
                                arguments -> deleteRepository(
                                        (String) arguments[0], (boolean) arguments[1], doors.images()))),
                doors.tags(),
                doors.repositoryPolicies(),
                doors.lifecyclePolicies(),
                doors.images());
    }

    RegistryDoors in(RegistryDoors doors) {
        return new RegistryDoors(
                imagined(
                        PullThroughCacheApi.class,
                        doors.cacheRules(),
                        byName("deletePullThroughCacheRule", new Images.None())),
                imagined(
                        CreationTemplateApi.class,
                        doors.templates(),
                        byName("deleteRepositoryCreationTemplate", new Images.None())),
                doors.settings(),
                doors.backfills(),
                imagined(
                        PublicRepositoryApi.class,
                        doors.publicRepositories(),
                        byName("deleteRepository", new Images.Unasked())));
    }

    private Map<String, Deletion> byName(String method, Images images) {
        String operation = Character.toUpperCase(method.charAt(0)) + method.substring(1);
        return Map.of(
                method, arguments -> deletions.accept(new ImaginedDeletion(operation, (String) arguments[0], images)));
    }

    /** Without {@code force} ECR keeps a repository that holds images. It knows of them also where this caller may not count them. */
    private void deleteRepository(String name, boolean force, ImageApi images) {
        String operation = "DeleteRepository";
        ImageCount count;
        try {
            count = images.countImages(name, COUNTED_IMAGES);
        } catch (AwsException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                throw e;
            }
            deletions.accept(new ImaginedDeletion(operation, name, new Images.Untold(e.failure())));
            return;
        }
        if (count.count() > 0 && !force) {
            throw new AwsException(
                    new AwsFailure(
                            Kind.NOT_EMPTY,
                            operation,
                            "RepositoryNotEmptyException",
                            "The repository cannot be deleted because it still contains images",
                            null),
                    null);
        }
        deletions.accept(
                new ImaginedDeletion(operation, name, count.count() == 0 ? new Images.None() : new Images.Some(count)));
    }

    private static <T> T imagined(Class<T> type, T door, Map<String, Deletion> deletions) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(door, method, deletions, arguments)));
    }

    private static Object call(Object door, Method method, Map<String, Deletion> deletions, Object... arguments)
            throws Throwable {
        Deletion deletion = deletions.get(method.getName());
        if (deletion != null) {
            deletion.run(arguments);
            return null;
        }
        try {
            return method.invoke(door, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
