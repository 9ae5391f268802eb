package io.ecroperator.process;

import static io.ecroperator.process.ProcessWorld.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.emulator.LoggedCall;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What users wait for does not wait for the next sweep, with the periods that the program has by default. */
@ExtendWith(SharedCluster.class)
class NewListingProcessIT {

    private static final int ASKERS = 20;

    /** A listing may be this old, and a pass takes its time; the next sweep is five minutes away. */
    private static final Duration SOON = Duration.ofSeconds(40);

    private ProcessWorld world;

    @BeforeEach
    void start(LocalCluster cluster) {
        world = ProcessWorld.in(cluster);
        OperatorJar operator = world.start(settings -> settings.with("ECR_OPERATOR_SWEEP_PERIOD", "5m")
                .with("ECR_OPERATOR_POWERS_REPOSITORY_NAME_PATTERNS", "*"));
        world.awaitReady(operator);
        world.ecr().createRepository("seen/first");
        world.applyManifest(policies("seen", 1));
        awaitRules("seen/first", "the first listing is there");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void shouldReachNewRepositoriesSoonAndListOnceForAllWhoAsk() {
        // Given
        names("new").forEach(world.ecr()::createRepository);
        names("edited").forEach(world.ecr()::createRepository);
        Instant begin = Instant.now();
        long before = listings();

        // When
        world.applyManifest(policies("new", ASKERS));

        // Then
        names("new").forEach(name -> awaitRules(name, "a new policy"));
        assertThat(Duration.between(begin, Instant.now())).isLessThan(SOON);
        assertThat(listings() - before)
                .as("listings for %s new policies", ASKERS)
                .isBetween(1L, 2L);

        // Given
        names("made").forEach(world.ecr()::createRepository);
        Instant edit = Instant.now();
        long beforeEdit = listings();

        // When
        world.applyManifest(policies("new", ASKERS).replace("new/", "made/"));

        // Then
        names("made").forEach(name -> awaitRules(name, "an edited policy"));
        assertThat(Duration.between(edit, Instant.now())).isLessThan(SOON);
        assertThat(listings() - beforeEdit).as("listings for %s edits", ASKERS).isBetween(1L, 2L);
    }

    @Test
    void shouldAdoptSoonAndWithoutAListingForEach() {
        // Given
        names("adopted").forEach(world.ecr()::createRepository);
        Instant begin = Instant.now();
        long before = listings();

        // When
        for (int number = 0; number < ASKERS; number++) {
            world.apply("adopted-" + number, "repositoryName: adopted/" + number + "\nadoptionPolicy: IfUnowned");
        }

        // Then
        for (int number = 0; number < ASKERS; number++) {
            world.awaitInSync("adopted-" + number);
        }
        assertThat(Duration.between(begin, Instant.now())).isLessThan(SOON);
        assertThat(listings() - before).isLessThanOrEqualTo(1);
        assertThat(world.ecr().tags("adopted/0")).containsKey("ecr-operator.io/owner");
    }

    private void awaitRules(String name, String why) {
        eventually(why + " reaches " + name, () -> assertThat(world.ecr().lifecyclePolicyText(name))
                .isPresent());
    }

    /** Listings of all repositories, each of one page, with their tags; a read by name brings no tags. */
    private long listings() {
        return world.emulator().calls().entries().stream()
                .filter(call -> call.operation().equals("GetResources"))
                .filter(call -> call.outcome().equals(LoggedCall.OK))
                .count();
    }

    private static List<String> names(String prefix) {
        return IntStream.range(0, ASKERS)
                .mapToObj(number -> prefix + "/" + number)
                .toList();
    }

    /** Policies that each match one repository, and the first all that begin so if there is but one. */
    private String policies(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> """
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrLifecyclePolicy
                        metadata: {name: %1$s-%2$d, namespace: %3$s}
                        spec:
                          repositoryNamePatterns: ["%1$s/%4$s"]
                          rules:
                            - rulePriority: 1
                              selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: 10}
                              action: {type: expire}
                        """.formatted(prefix, number, world.namespace(), count == 1 ? "*" : "" + number))
                .collect(Collectors.joining("---\n"));
    }
}
