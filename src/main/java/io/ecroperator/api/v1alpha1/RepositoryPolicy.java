package io.ecroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Exactly one of typed statements or a text; {@code statements: []} removes the policy from ECR. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RepositoryPolicy(List<PolicyStatement> statements, String policyText, Boolean allowLockout) {}
