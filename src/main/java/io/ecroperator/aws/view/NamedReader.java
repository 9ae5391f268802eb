package io.ecroperator.aws.view;

import io.ecroperator.aws.Repository;
import io.ecroperator.aws.RepositoryApi;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Reads the repositories that somebody relies on by their names, for an identity that may not list all: ⌈N/100⌉ calls while
 * every one of them answers. A name that ECR does not know, or that this identity may not see, fails the whole call
 * (DescribeRepositories reports no single failures), so each refusal halves how many are asked for at once, down to the one
 * that it is about, and each answer doubles it. Names that were refused before come last. A throttled or failing AWS ends
 * the reading as it ends a listing: with nothing taken from it.
 */
final class NamedReader {

    /** The most names that DescribeRepositories takes. */
    private static final int NAMES = 100;

    /** So many of the names that were refused before are asked for again at a time. */
    private static final int ASKED_AGAIN = 20;

    /** So many refusals and not one answer say that the identity may see no repository at all. */
    private static final int HOPELESS = 10;

    /**
     * What was read.
     *
     * @param found the repositories that are there
     * @param missing the names that ECR does not know
     * @param refused the names that this identity may not see, with AWS's refusal
     */
    record Answer(List<Repository> found, Set<String> missing, Map<String, AwsFailure> refused) {}

    private final RepositoryApi repositories;
    private final RegistryView view;
    private final Runnable onAnswer;

    /**
     * Nothing is read yet.
     *
     * @param onAnswer runs at each answer, since reading may take long
     */
    NamedReader(RepositoryApi repositories, RegistryView view, Runnable onAnswer) {
        this.onAnswer = onAnswer;
        this.repositories = repositories;
        this.view = view;
    }

    /** Reads until all that is relied on was asked for, what comes to be so meanwhile too; throws {@code AwsException}. */
    Answer read() {
        Answer answer = new Answer(new ArrayList<>(), new HashSet<>(), new HashMap<>());
        Set<String> again = Set.copyOf(view.refusals().longestAgo(ASKED_AGAIN));
        Set<String> done = new HashSet<>();
        List<String> names = newNames(done);
        while (!names.isEmpty()) {
            Predicate<String> doubtful = name -> view.refusals().of(name).isPresent() || isAbsent(name);
            ask(names.stream().filter(doubtful.negate()).toList(), NAMES, answer);
            ask(
                    names.stream()
                            .filter(name -> isAbsent(name) || again.contains(name))
                            .toList(),
                    1,
                    answer);
            done.addAll(names);
            names = newNames(done);
        }
        return answer;
    }

    private List<String> newNames(Set<String> done) {
        return view.tracking().repositories().stream()
                .filter(name -> !done.contains(name))
                .sorted()
                .toList();
    }

    private boolean isAbsent(String name) {
        return view.get(name).repository() instanceof Reading.Absent;
    }

    private void ask(List<String> names, int atFirst, Answer answer) {
        int size = atFirst;
        int at = 0;
        while (at < names.size()) {
            List<String> some = names.subList(at, Math.min(names.size(), at + size));
            if (answered(some, answer)) {
                at += some.size();
                size = Math.min(NAMES, 2 * size);
            } else {
                at += some.size() == 1 ? 1 : 0;
                size = Math.max(1, some.size() / 2);
            }
        }
    }

    /** Whether AWS has told of all; what it says of a single name is noted. */
    private boolean answered(List<String> names, Answer answer) {
        try {
            List<Repository> answered = repositories.describeNamedRepositories(names);
            if (namesOf(answered).containsAll(names)) {
                answer.found().addAll(answered);
                return true;
            }
            if (names.size() == 1) {
                answer.missing().addAll(names);
            }
            return false;
        } catch (AwsException e) {
            refused(names, e, answer);
            return false;
        } finally {
            onAnswer.run();
        }
    }

    private static void refused(List<String> names, AwsException refusal, Answer answer) {
        switch (refusal.kind()) {
            case NOT_FOUND -> {
                if (names.size() == 1) {
                    answer.missing().addAll(names);
                }
            }
            case DENIED, INVALID -> {
                if (names.size() == 1) {
                    answer.refused().put(names.getFirst(), refusal.failure());
                    boolean nothing =
                            answer.found().isEmpty() && answer.missing().isEmpty();
                    if (nothing && answer.refused().size() >= HOPELESS) {
                        throw refusal;
                    }
                }
            }
            default -> throw refusal;
        }
    }

    private static Set<String> namesOf(Collection<Repository> repositories) {
        return repositories.stream().map(Repository::repositoryName).collect(Collectors.toSet());
    }
}
