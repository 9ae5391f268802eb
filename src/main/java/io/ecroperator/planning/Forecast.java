package io.ecroperator.planning;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the operator would do for one object.
 *
 * @param thing what the object stands for in AWS, such as {@code repository team-a/api}
 * @param registry where that is, in words; empty if it leads nowhere
 * @param steps what would be done, in order
 * @param findings what is to be said beside that
 */
public record Forecast(String thing, String registry, List<Step> steps, List<Finding> findings) {

    /** Copies the lists. */
    public Forecast {
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
    }

    /** Nothing would be done, for that reason. */
    public static Forecast nothing(String thing, Finding why) {
        return new Forecast(thing, "", List.of(), List.of(why));
    }

    /** The same, and something more to be said. */
    public Forecast with(Finding finding) {
        return new Forecast(
                thing,
                registry,
                steps,
                Stream.concat(findings.stream(), Stream.of(finding)).toList());
    }
}
