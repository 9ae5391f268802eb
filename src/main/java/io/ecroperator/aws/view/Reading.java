package io.ecroperator.aws.view;

import java.util.Optional;
import java.util.function.Function;

/** What is known of one thing in ECR: never looked, looked and not there, or the value that was there. */
public sealed interface Reading<T> {

    /** Nobody has looked yet. */
    record Unread<T>() implements Reading<T> {}

    /** It is not there. */
    record Absent<T>() implements Reading<T> {}

    /** It is there. */
    record Found<T>(T value) implements Reading<T> {}

    /** Nobody has looked yet. */
    static <T> Reading<T> unread() {
        return new Unread<>();
    }

    /** It is not there. */
    static <T> Reading<T> absent() {
        return new Absent<>();
    }

    /** It is there. */
    static <T> Reading<T> found(T value) {
        return new Found<>(value);
    }

    /** A reading of something that may not be there. */
    static <T> Reading<T> of(Optional<T> value) {
        return value.map(Reading::found).orElseGet(Reading::absent);
    }

    /** The same reading of what the function makes of the value. */
    default <R> Reading<R> map(Function<T, R> function) {
        return switch (this) {
            case Unread<T>() -> unread();
            case Absent<T>() -> absent();
            case Found<T>(var value) -> found(function.apply(value));
        };
    }

    /** Whether nobody has looked. */
    default boolean isUnread() {
        return this instanceof Unread<T>;
    }

    /** The value, if it was there. */
    default Optional<T> toOptional() {
        return this instanceof Found<T>(var value) ? Optional.of(value) : Optional.empty();
    }
}
