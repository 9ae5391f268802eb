package io.ecroperator.aws.sdk;

import io.ecroperator.aws.CacheRuleValidation;
import io.ecroperator.aws.NewPullThroughCacheRule;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.PullThroughCacheApi;
import io.ecroperator.aws.PullThroughCacheRule;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.CreatePullThroughCacheRuleResponse;
import software.amazon.awssdk.services.ecr.model.DescribePullThroughCacheRulesRequest;
import software.amazon.awssdk.services.ecr.model.DescribePullThroughCacheRulesResponse;
import software.amazon.awssdk.services.ecr.model.ValidatePullThroughCacheRuleResponse;

/** Pull through cache rules through the SDK. */
final class SdkPullThroughCacheApi implements PullThroughCacheApi {

    private static final int PAGE = 1000;
    private static final String NO_RULE = "PullThroughCacheRuleNotFoundException";
    private static final String CREATE = "CreatePullThroughCacheRule";
    private static final String DESCRIBE = "DescribePullThroughCacheRules";
    private static final String VALIDATE = "ValidatePullThroughCacheRule";

    private final ServiceCalls<EcrClient> ecr;

    SdkPullThroughCacheApi(ServiceCalls<EcrClient> ecr) {
        this.ecr = ecr;
    }

    @Override
    public PullThroughCacheRule createPullThroughCacheRule(NewPullThroughCacheRule rule) {
        CreatePullThroughCacheRuleResponse created = ecr.call(
                CREATE,
                client -> client.createPullThroughCacheRule(
                        request -> request.ecrRepositoryPrefix(rule.ecrRepositoryPrefix())
                                .upstreamRegistryUrl(rule.upstreamRegistryUrl())
                                .upstreamRegistry(rule.upstreamRegistry().orElse(null))
                                .upstreamRepositoryPrefix(
                                        rule.upstreamRepositoryPrefix().orElse(null))
                                .credentialArn(rule.credentialArn().orElse(null))
                                .customRoleArn(rule.customRoleArn().orElse(null))));
        return new PullThroughCacheRule(
                created.registryId(),
                created.ecrRepositoryPrefix(),
                created.upstreamRegistryUrl(),
                Optional.ofNullable(created.upstreamRegistryAsString()),
                Optional.ofNullable(created.upstreamRepositoryPrefix()),
                Optional.ofNullable(created.credentialArn()),
                Optional.ofNullable(created.customRoleArn()),
                created.createdAt(),
                Optional.empty());
    }

    @Override
    public void updatePullThroughCacheRule(
            String ecrRepositoryPrefix, Optional<String> credentialArn, Optional<String> customRoleArn) {
        ecr.call(
                "UpdatePullThroughCacheRule",
                client -> client.updatePullThroughCacheRule(request -> request.ecrRepositoryPrefix(ecrRepositoryPrefix)
                        .credentialArn(credentialArn.orElse(null))
                        .customRoleArn(customRoleArn.orElse(null))));
    }

    @Override
    public void deletePullThroughCacheRule(String ecrRepositoryPrefix) {
        ecr.call(
                "DeletePullThroughCacheRule",
                client ->
                        client.deletePullThroughCacheRule(request -> request.ecrRepositoryPrefix(ecrRepositoryPrefix)));
    }

    @Override
    public CacheRuleValidation validatePullThroughCacheRule(String ecrRepositoryPrefix) {
        return ecr.call(VALIDATE, client -> {
            ValidatePullThroughCacheRuleResponse answer =
                    client.validatePullThroughCacheRule(request -> request.ecrRepositoryPrefix(ecrRepositoryPrefix));
            return new CacheRuleValidation(
                    ServiceCalls.told(VALIDATE, answer.isValid()), Optional.ofNullable(answer.failure()));
        });
    }

    @Override
    public Optional<PullThroughCacheRule> describePullThroughCacheRule(String ecrRepositoryPrefix) {
        return ServiceCalls.unless(
                        NO_RULE, () -> described(request -> request.ecrRepositoryPrefixes(ecrRepositoryPrefix)))
                .flatMap(answer -> answer.pullThroughCacheRules().stream().findFirst())
                .map(SdkPullThroughCacheApi::toRule);
    }

    @Override
    public Page<PullThroughCacheRule> describePullThroughCacheRules(String nextToken) {
        DescribePullThroughCacheRulesResponse answer =
                described(request -> request.maxResults(PAGE).nextToken(nextToken));
        return new Page<>(
                answer.pullThroughCacheRules().stream()
                        .map(SdkPullThroughCacheApi::toRule)
                        .toList(),
                ServiceCalls.tokenOf(answer.nextToken()));
    }

    private DescribePullThroughCacheRulesResponse described(
            Consumer<DescribePullThroughCacheRulesRequest.Builder> request) {
        return ecr.call(DESCRIBE, client -> {
            DescribePullThroughCacheRulesResponse answer = client.describePullThroughCacheRules(request);
            ServiceCalls.told(DESCRIBE, answer.hasPullThroughCacheRules() ? answer : null);
            return answer;
        });
    }

    private static PullThroughCacheRule toRule(software.amazon.awssdk.services.ecr.model.PullThroughCacheRule rule) {
        return new PullThroughCacheRule(
                rule.registryId(),
                rule.ecrRepositoryPrefix(),
                rule.upstreamRegistryUrl(),
                Optional.ofNullable(rule.upstreamRegistryAsString()),
                Optional.ofNullable(rule.upstreamRepositoryPrefix()),
                Optional.ofNullable(rule.credentialArn()),
                Optional.ofNullable(rule.customRoleArn()),
                rule.createdAt(),
                Optional.ofNullable(rule.updatedAt()));
    }
}
