package io.ecroperator.emulator.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The evaluation of a policy, as ECR describes it: rules count all images that they are about, also those that an earlier rule
 * takes; but an image that an earlier rule is about is out of reach of a later one, whether that takes it or not; and one that a
 * manifest list names stays until that list is gone.
 */
public final class Evaluation {
    private Evaluation() {}

    /**
     * Evaluates.
     *
     * @param policy as ECR stores it
     * @param images all images of the repository
     * @param now the time
     * @return what becomes of which image, in order of priority, oldest first
     */
    public static List<Selected> of(JsonNode policy, List<Candidate> images, Instant now) {
        List<Rule> rules = policy.path("rules")
                .valueStream()
                .map(Rule::of)
                .sorted(Comparator.comparingInt(Rule::priority))
                .toList();
        Set<String> outOfReach = new HashSet<>();
        List<Selected> selected = new ArrayList<>();
        for (Rule rule : rules) {
            List<Candidate> identified =
                    images.stream().filter(rule::identifies).toList();
            rule.overdue(identified, now).stream()
                    .filter(image -> !image.held() && !outOfReach.contains(image.digest()))
                    .sorted(Comparator.comparing(Candidate::since).thenComparing(Candidate::digest))
                    .forEach(image -> selected.add(new Selected(image.digest(), rule.priority(), rule.expires())));
            identified.forEach(image -> outOfReach.add(image.digest()));
        }
        return List.copyOf(selected);
    }
}
