package io.ecroperator.pullthrough;

import io.ecroperator.aws.NewPullThroughCacheRule;
import io.ecroperator.managed.Change;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One step that brings a pull through cache rule closer to the spec. */
sealed interface RuleChange extends Change {

    /** Creates the rule. */
    record CreatePullThroughCacheRule(NewPullThroughCacheRule rule) implements RuleChange {}

    /** Records a rule that exists as this object's; no call. */
    record TakeOver(String ecrRepositoryPrefix) implements RuleChange {}

    /**
     * Changes how ECR gets into the upstream.
     *
     * @param facet the first field that differs
     */
    record UpdatePullThroughCacheRule(
            String ecrRepositoryPrefix, Optional<String> credentialArn, Optional<String> customRoleArn, String facet)
            implements RuleChange {}

    /**
     * Deletes the rule, to be created again otherwise.
     *
     * @param facet the first field that cannot be changed
     */
    record DeletePullThroughCacheRule(String ecrRepositoryPrefix, String facet) implements RuleChange {}

    @Override
    default String facet() {
        return switch (this) {
            case CreatePullThroughCacheRule create -> "rule";
            case TakeOver taken -> "owned";
            case UpdatePullThroughCacheRule(var prefix, var secret, var role, var facet) -> facet;
            case DeletePullThroughCacheRule(var prefix, var facet) -> facet;
        };
    }

    @Override
    default String describe() {
        return switch (this) {
            case CreatePullThroughCacheRule(var rule) ->
                "CreatePullThroughCacheRule " + rule.ecrRepositoryPrefix() + " from " + rule.upstreamRegistryUrl();
            case TakeOver(var prefix) -> "takes over " + prefix;
            case UpdatePullThroughCacheRule(var prefix, var secret, var role, var facet) ->
                "UpdatePullThroughCacheRule "
                        + Stream.concat(
                                        secret.map(arn -> "credentialArn=" + arn).stream(),
                                        role.map(arn -> "customRoleArn=" + arn).stream())
                                .collect(Collectors.joining(" "));
            case DeletePullThroughCacheRule(var prefix, var facet) -> "DeletePullThroughCacheRule " + prefix;
        };
    }

    @Override
    default boolean isFinal() {
        return this instanceof TakeOver || this instanceof DeletePullThroughCacheRule;
    }

    @Override
    default boolean creates() {
        return this instanceof CreatePullThroughCacheRule;
    }

    @Override
    default boolean takesOver() {
        return this instanceof TakeOver;
    }

    @Override
    default boolean marksOnly() {
        return this instanceof TakeOver;
    }
}
