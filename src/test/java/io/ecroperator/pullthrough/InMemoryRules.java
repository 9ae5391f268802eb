package io.ecroperator.pullthrough;

import io.ecroperator.aws.CacheRuleValidation;
import io.ecroperator.aws.NewPullThroughCacheRule;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.PullThroughCacheApi;
import io.ecroperator.aws.PullThroughCacheRule;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.support.InMemoryEcr.Fault;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pull through cache rules of a registry in memory; fails as asked. */
final class InMemoryRules implements PullThroughCacheApi {

    private final Clock clock;
    private final Map<String, PullThroughCacheRule> rules = new TreeMap<>();
    private final List<String> calls = new ArrayList<>();
    private Optional<Fault> createFails = Optional.empty();

    InMemoryRules(Clock clock) {
        this.clock = clock;
    }

    void failCreate(Optional<Fault> fault) {
        createFails = fault;
    }

    /** The calls since this was asked last. */
    List<String> calls() {
        List<String> made = List.copyOf(calls);
        calls.clear();
        return made;
    }

    Map<String, PullThroughCacheRule> rules() {
        return rules;
    }

    /** Somebody else creates a rule now. */
    void create(NewPullThroughCacheRule rule) {
        rules.put(
                rule.ecrRepositoryPrefix(),
                new PullThroughCacheRule(
                        Rules.ACCOUNT,
                        rule.ecrRepositoryPrefix(),
                        rule.upstreamRegistryUrl(),
                        rule.upstreamRegistry(),
                        rule.upstreamRepositoryPrefix(),
                        rule.credentialArn(),
                        rule.customRoleArn(),
                        clock.instant(),
                        Optional.empty()));
    }

    @Override
    public PullThroughCacheRule createPullThroughCacheRule(NewPullThroughCacheRule rule) {
        calls.add("CreatePullThroughCacheRule");
        if (createFails.filter(fault -> !fault.carriedOut()).isPresent()) {
            throw failure(createFails.get().kind(), "CreatePullThroughCacheRule");
        }
        if (rules.containsKey(rule.ecrRepositoryPrefix())) {
            throw failure(Kind.ALREADY_EXISTS, "CreatePullThroughCacheRule");
        }
        create(rule);
        if (createFails.isPresent()) {
            throw failure(createFails.get().kind(), "CreatePullThroughCacheRule");
        }
        return rules.get(rule.ecrRepositoryPrefix());
    }

    @Override
    public void updatePullThroughCacheRule(
            String ecrRepositoryPrefix, Optional<String> credentialArn, Optional<String> customRoleArn) {
        calls.add("UpdatePullThroughCacheRule");
        rules.computeIfPresent(
                ecrRepositoryPrefix,
                (prefix, rule) -> new PullThroughCacheRule(
                        rule.registryId(),
                        prefix,
                        rule.upstreamRegistryUrl(),
                        rule.upstreamRegistry(),
                        rule.upstreamRepositoryPrefix(),
                        credentialArn,
                        customRoleArn,
                        rule.createdAt(),
                        Optional.of(clock.instant())));
    }

    @Override
    public void deletePullThroughCacheRule(String ecrRepositoryPrefix) {
        calls.add("DeletePullThroughCacheRule");
        rules.remove(ecrRepositoryPrefix);
    }

    @Override
    public CacheRuleValidation validatePullThroughCacheRule(String ecrRepositoryPrefix) {
        calls.add("ValidatePullThroughCacheRule");
        return new CacheRuleValidation(true, Optional.empty());
    }

    @Override
    public Optional<PullThroughCacheRule> describePullThroughCacheRule(String ecrRepositoryPrefix) {
        calls.add("DescribePullThroughCacheRules");
        return Optional.ofNullable(rules.get(ecrRepositoryPrefix));
    }

    @Override
    public Page<PullThroughCacheRule> describePullThroughCacheRules(String nextToken) {
        return new Page<>(List.copyOf(rules.values()), null);
    }

    private static AwsException failure(Kind kind, String operation) {
        return new AwsException(new AwsFailure(kind, operation, "Code", "AWS says no.", "request-1"), null);
    }
}
