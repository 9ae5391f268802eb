package io.ecroperator.trouble;

import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.emulator.RepositorySnapshot;
import io.ecroperator.process.ProcessWorld;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What ECR holds, without what differs from run to run: times, addresses, and the namespace in ownership tags.
 *
 * @param repositories what is where, by repository name
 */
record EcrState(Map<String, Held> repositories) {

    /** One repository. */
    record Held(
            String imageTagMutability,
            boolean scanOnPush,
            Map<String, String> tags,
            Optional<String> lifecyclePolicy,
            Optional<String> repositoryPolicy,
            int images) {}

    static EcrState of(ProcessWorld world) {
        return new EcrState(world.ecr().repositoryNames().stream()
                .map(name -> world.ecr().repository(name).orElseThrow())
                .collect(Collectors.toMap(
                        RepositorySnapshot::name,
                        snapshot -> held(snapshot, world.namespace()),
                        (a, b) -> a,
                        TreeMap::new)));
    }

    private static Held held(RepositorySnapshot snapshot, String namespace) {
        Map<String, String> tags = snapshot.tags().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        tag -> tag.getValue().replace(namespace, "NAMESPACE"),
                        (a, b) -> a,
                        TreeMap::new));
        return new Held(
                snapshot.imageTagMutability(),
                snapshot.scanOnPush(),
                tags,
                snapshot.lifecyclePolicyText(),
                snapshot.repositoryPolicyText(),
                snapshot.imageCount());
    }

    /** Repositories, and images in them, that the other state has and this one lacks. */
    int lost(EcrState other) {
        return other.repositories.entrySet().stream()
                .mapToInt(entry -> Optional.ofNullable(repositories.get(entry.getKey()))
                        .map(held -> Math.max(0, entry.getValue().images() - held.images()))
                        .orElse(1 + entry.getValue().images()))
                .sum();
    }

    /** The names of the repositories that the other state has otherwise, or that only one of the two has. */
    Set<String> differing(EcrState other) {
        Set<String> names = new TreeSet<>(repositories.keySet());
        names.addAll(other.repositories.keySet());
        names.removeIf(name -> Objects.equals(repositories.get(name), other.repositories.get(name)));
        return names;
    }

    /** How often each write was carried out on each repository, by {@code operation/repository}. */
    static Map<String, Long> writes(ProcessWorld world, Set<String> outcomes) {
        List<LoggedCall> writes = world.emulator().calls().writes();
        return writes.stream()
                .filter(call -> outcomes.contains(call.outcome()))
                .map(call -> call.operation() + "/" + call.repository())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }
}
