package io.ecroperator.template;

import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.RepositoryPrefix;
import io.ecroperator.managed.Remarks;
import io.ecroperator.managed.Remarks.Warning;
import io.ecroperator.policy.PolicyDocument;
import io.ecroperator.status.Noun;
import io.ecroperator.status.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is to be said of a template's spec that ECR takes and that hardly means what was intended. Pure. */
public final class TemplateRemarks {

    private TemplateRemarks() {}

    /** {@code byPush} is asked only where a push creates. */
    static Remarks of(DesiredTemplate desired, Supplier<PushOpenness> byPush) {
        List<String> ofRules =
                desired.lifecyclePolicy().map(PolicyDocument::warnings).orElse(List.of());
        Optional<String> ofPushes = desired.createsOnPush() ? byPush(byPush.get(), desired.prefix()) : Optional.empty();
        if (ofPushes.isEmpty()) {
            return remarks(Reason.ALL_TAGS_REQUIRED, "spec.lifecyclePolicy", ofRules);
        }
        List<String> all = Stream.concat(ofPushes.stream(), ofRules.stream()).toList();
        return remarks(Reason.CREATABLE_BY_PUSH, ofRules.isEmpty() ? "spec.appliedFor" : "spec", all);
    }

    private static Remarks remarks(Reason reason, String field, List<String> sentences) {
        return new Remarks(List.of(), List.of(), Optional.of(new Warning(reason, field, sentences)), false);
    }

    /**
     * What is to be said of a template with CREATE_ON_PUSH where a registry has that policy; empty if nothing.
     *
     * @param prefix of the template
     */
    public static Optional<String> byPush(String registryPolicy, RegistryId registry, String prefix) {
        return byPush(PushOpenness.of(registryPolicy, registry, prefix), prefix);
    }

    private static Optional<String> byPush(PushOpenness openness, String prefix) {
        String where = new RepositoryPrefix(prefix).isRoot() ? "of any name" : "below " + prefix;
        return switch (openness) {
            case PushOpenness.Closed closed -> Optional.empty();
            case PushOpenness.Open(var statements) ->
                Optional.of("The registry policy grants ecr:CreateRepository to principals of other accounts ("
                        + named(statements) + "), and with CREATE_ON_PUSH they make repositories " + where
                        + " by pushing, as many as they like. Narrow the policy, or take CREATE_ON_PUSH out.");
            case PushOpenness.Unknown(var why) ->
                Optional.of("With CREATE_ON_PUSH principals of other accounts make repositories " + where
                        + " by pushing, where the registry policy lets them create any. Whether it does is"
                        + " unknown: " + why.strip());
        };
    }

    private static String named(List<String> statements) {
        int more = statements.size() - Noun.NAMED;
        return statements.stream().limit(Noun.NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
