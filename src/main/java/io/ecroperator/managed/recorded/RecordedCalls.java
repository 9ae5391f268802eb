package io.ecroperator.managed.recorded;

import io.ecroperator.aws.RegistryItem;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.view.Listing;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How things of one kind are read and deleted in ECR, by name. The calls throw {@code AwsException}.
 *
 * @param listing has all of them, by the same name
 * @param describe reads one; empty if there is none
 * @param delete deletes one, whoever's it is
 */
public record RecordedCalls<T extends RegistryItem>(
        Function<EcrConnection, Listing<T>> listing,
        BiFunction<EcrConnection, String, Optional<T>> describe,
        BiConsumer<EcrConnection, String> delete) {}
