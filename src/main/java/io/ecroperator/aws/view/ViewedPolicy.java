package io.ecroperator.aws.view;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Calls about one policy of each repository; the view is kept up to date with the answers.
 *
 * @param facet the policy
 * @param with a repository with another reading of it
 * @param held what the view holds of one: many repositories have the same
 */
record ViewedPolicy<P>(
        RegistryView view,
        DeepFacet facet,
        BiFunction<ViewedRepository, Reading<P>, ViewedRepository> with,
        UnaryOperator<P> held) {

    Optional<P> getting(String repositoryName, Supplier<Optional<P>> call) {
        long mark = view.readMark();
        Optional<P> policy = calls().reading(repositoryName, facet, mark, call);
        Reading<P> reading = Reading.of(policy.map(held));
        view.read(repositoryName, facet, mark, seen -> with.apply(seen, reading));
        return policy;
    }

    void putting(String repositoryName, P policy, Runnable call) {
        writing(repositoryName, Reading.found(held.apply(policy)), call);
    }

    void deleting(String repositoryName, Runnable call) {
        writing(repositoryName, Reading.absent(), call);
    }

    private void writing(String repositoryName, Reading<P> after, Runnable call) {
        calls().writing(repositoryName, call, before -> with.apply(before, Reading.unread()));
        view.written(repositoryName, Set.of(facet), before -> with.apply(before, after));
    }

    private ViewedCalls calls() {
        return new ViewedCalls(view);
    }
}
