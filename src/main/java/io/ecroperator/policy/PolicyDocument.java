package io.ecroperator.policy;

import java.util.List;

/** A policy as a document, whatever its language. Equal documents mean the same. Never shows its body, but in {@link #text}. */
public sealed interface PolicyDocument permits LifecyclePolicyDocument, RepositoryPolicyDocument {

    /** What to send to ECR. */
    String text();

    /** {@code sha256:<hex>} of the meaning; says nothing about the body. */
    String digest();

    /** Whether a text from ECR means the same; one that is not understood does not. */
    boolean isSaidBy(String text);

    /** Whether it says nothing, which ECR does not store. */
    boolean isEmpty();

    /** Why ECR would refuse it, one sentence for each reason, with what to write instead. */
    List<String> violations();

    /** What ECR takes and what is hardly meant so, with what to write instead. */
    List<String> warnings();

    /**
     * What is worth a look after ECR has refused it without saying why, most suspicious first. Never a reason to refuse it: ECR
     * may know more.
     */
    default List<String> suspicions() {
        return List.of();
    }

    /** Users and roles that it names, sorted, shortened for messages; ECR refuses it while IAM does not know one. */
    default List<String> namedPrincipals() {
        return List.of();
    }
}
