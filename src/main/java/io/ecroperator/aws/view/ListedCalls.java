package io.ecroperator.aws.view;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Calls about items of a listing, which is kept up to date with the answers. */
record ListedCalls<T>(Listing<T> listing) {

    Optional<T> describing(String key, Supplier<Optional<T>> call) {
        ListedItems.Read read = listing.beginRead();
        Optional<T> item = call.get();
        listing.read(key, read, Reading.of(item));
        return item;
    }

    /** A call that creates or changes an item, and answers with what came of it. */
    T putting(String key, Supplier<T> call) {
        return putting(key, call, item -> item);
    }

    /** The same where the item is a part of the answer. */
    <R> R putting(String key, Supplier<R> call, Function<R, T> item) {
        R answer = listing.writing(key, call);
        listing.put(key, item.apply(answer));
        return answer;
    }

    /** A call that changes an item, and does not answer with it. */
    void changing(String key, Runnable call, UnaryOperator<T> change) {
        writing(key, call);
        listing.changed(key, change);
    }

    void deleting(String key, Runnable call) {
        writing(key, call);
        listing.removed(key);
    }

    /** Any other call about an item. */
    <R> R about(String key, Supplier<R> call) {
        return listing.reading(key, call);
    }

    private void writing(String key, Runnable call) {
        listing.writing(key, () -> {
            call.run();
            return null;
        });
    }
}
