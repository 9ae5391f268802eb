package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Exactly one of typed rules or a text; {@code rules: []} removes the policy from ECR. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LifecyclePolicy(List<LifecycleRule> rules, String policyText) {}
