package io.ecroperator.steady;

import java.util.List;
import java.util.stream.Stream;

/** The lives of the fields of pull through cache rules that are something in ECR; each object is called {@code field}. */
final class RuleFields {

    private RuleFields() {}

    static Stream<FieldCase> cases() {
        return Stream.of(
                new FieldCase(
                        "upstreamRegistryUrl",
                        "{upstreamRegistryUrl: quay.io, replacePolicy: Replace}",
                        "{upstreamRegistryUrl: registry.k8s.io, replacePolicy: Replace}",
                        "",
                        "",
                        "DescribePullThroughCacheRules",
                        "{'ecrRepositoryPrefixes':['field']}",
                        "/pullThroughCacheRules/0/upstreamRegistryUrl",
                        List.of("quay.io", "registry.k8s.io", ""),
                        "",
                        ""),
                new FieldCase(
                        "upstreamRegistry",
                        "{upstreamRegistry: quay, replacePolicy: Replace}",
                        "{upstreamRegistry: k8s, replacePolicy: Replace}",
                        "",
                        "",
                        "DescribePullThroughCacheRules",
                        "{'ecrRepositoryPrefixes':['field']}",
                        "/pullThroughCacheRules/0/upstreamRegistry",
                        List.of("quay", "k8s", ""),
                        "",
                        ""),
                new FieldCase(
                        "upstreamRepositoryPrefix",
                        "{upstreamRegistryUrl: 123456789012.dkr.ecr.us-east-1.amazonaws.com, upstreamRepositoryPrefix: one, replacePolicy: Replace}",
                        "{upstreamRegistryUrl: 123456789012.dkr.ecr.us-east-1.amazonaws.com, upstreamRepositoryPrefix: two, replacePolicy: Replace}",
                        "",
                        "",
                        "DescribePullThroughCacheRules",
                        "{'ecrRepositoryPrefixes':['field']}",
                        "/pullThroughCacheRules/0/upstreamRepositoryPrefix",
                        List.of("one", "two", ""),
                        "",
                        ""),
                new FieldCase(
                        "credentialArn",
                        "{upstreamRegistry: docker-hub, credentialArn: \"arn:aws:secretsmanager:eu-central-1:123456789012:secret:ecr-pullthroughcache/one-AbCdEf\"}",
                        "{upstreamRegistry: docker-hub, credentialArn: \"arn:aws:secretsmanager:eu-central-1:123456789012:secret:ecr-pullthroughcache/two-AbCdEf\"}",
                        "{upstreamRegistry: docker-hub}",
                        "",
                        "DescribePullThroughCacheRules",
                        "{'ecrRepositoryPrefixes':['field']}",
                        "/pullThroughCacheRules/0/credentialArn",
                        List.of(
                                "arn:aws:secretsmanager:eu-central-1:123456789012:secret:ecr-pullthroughcache/one-AbCdEf",
                                "arn:aws:secretsmanager:eu-central-1:123456789012:secret:ecr-pullthroughcache/two-AbCdEf",
                                ""),
                        "UpdatePullThroughCacheRule",
                        "{'ecrRepositoryPrefix':'field','credentialArn':'arn:aws:secretsmanager:eu-central-1:123456789012:secret:ecr-pullthroughcache/theirs-AbCdEf'}"),
                new FieldCase(
                        "customRoleArn",
                        "{upstreamRegistryUrl: 444455556666.dkr.ecr.us-east-1.amazonaws.com, customRoleArn: \"arn:aws:iam::123456789012:role/one\"}",
                        "{upstreamRegistryUrl: 444455556666.dkr.ecr.us-east-1.amazonaws.com, customRoleArn: \"arn:aws:iam::123456789012:role/two\"}",
                        "{upstreamRegistryUrl: 444455556666.dkr.ecr.us-east-1.amazonaws.com}",
                        "",
                        "DescribePullThroughCacheRules",
                        "{'ecrRepositoryPrefixes':['field']}",
                        "/pullThroughCacheRules/0/customRoleArn",
                        List.of("role/one", "role/two", ""),
                        "UpdatePullThroughCacheRule",
                        "{'ecrRepositoryPrefix':'field','customRoleArn':'arn:aws:iam::123456789012:role/theirs'}"));
    }
}
