package io.ecroperator.managed;

import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.view.Listing;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.aws.view.ViewState;
import io.ecroperator.managed.Observation.Unread;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One thing of those that AWS lists together: read from the listing where that is enough, by a call where it is not. The calls
 * throw {@code AwsException}.
 *
 * @param listing has all of them, this one by its name
 * @param describe reads this one; empty if there is none
 */
public record ListedThing<T>(EcrConnection aws, Listing<T> listing, String name, Supplier<Optional<T>> describe) {

    /**
     * Keeps the listing up to date for an object, and observes as closely as the state of the listing wants.
     *
     * @param uid of the object
     * @param observe observes by the look that it is given
     */
    public <V> Observation<V> observe(String uid, Look look, Function<Look, Observation<V>> observe) {
        listing.track(uid);
        return switch (listing.state()) {
            case ViewState.Warming(var since) -> new Observation.Listing<>(since);
            case ViewState.Failing(var failure, var everSucceeded) ->
                look == Look.CACHED || !aws.looks().take() ? Unread.of(failure) : observe.apply(Look.FRESH);
            case ViewState.ByName byName -> observe.apply(Look.FRESH);
            case ViewState.Current current -> observe.apply(look);
        };
    }

    /** What is known; by a call if the look is fresh or nobody knows. */
    public Reading<T> read(Look look) {
        Reading<T> listed = listing.get(name);
        return look == Look.FRESH || listed.isUnread() ? fresh() : listed;
    }

    /**
     * By a call. Right after a write without an answer the listing does not believe that there is no such thing; here it will
     * do, since ECR creates none twice.
     */
    public Reading<T> fresh() {
        Optional<T> answer = describe.get();
        Reading<T> listed = listing.get(name);
        return listed.isUnread() ? Reading.of(answer) : listed;
    }
}
