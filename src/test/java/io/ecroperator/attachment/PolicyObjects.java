package io.ecroperator.attachment;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicy;
import io.ecroperator.api.v1alpha1.SharedPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Objects in a line, for tables. */
public final class PolicyObjects {

    public static final String KEEP_10 = rules(10);
    public static final String KEEP_20 = rules(20);
    public static final String PULL = statement("ecr:BatchGetImage");
    public static final String PUSH = statement("ecr:PutImage");
    private static final String API = "apiVersion: ecr-operator.io/v1alpha1\nkind: ";

    private PolicyObjects() {}

    public static String rules(int kept) {
        return "rules: [{rulePriority: 1, selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: "
                + kept + "}, action: {type: expire}}]";
    }

    /** A policy of one statement that permits an account an action. */
    public static String statement(String action) {
        return "statements: [{sid: shared, effect: Allow, principal: {AWS: ['111122223333']}, action: ['" + action
                + "']}]";
    }

    /** A policy; the spec is the inside of a flow mapping. */
    public static EcrLifecyclePolicy policy(String name, String spec) {
        return Serialization.unmarshal(
                API + "EcrLifecyclePolicy\nmetadata: {name: " + name + ", namespace: team, generation: 1}\nspec: {"
                        + spec + "}",
                EcrLifecyclePolicy.class);
    }

    /** A repository policy; the spec is the inside of a flow mapping. */
    public static EcrRepositoryPolicy repositoryPolicy(String name, String spec) {
        return Serialization.unmarshal(
                API + "EcrRepositoryPolicy\nmetadata: {name: " + name + ", namespace: team, generation: 1}\nspec: {"
                        + spec + "}",
                EcrRepositoryPolicy.class);
    }

    /** A policy that has nothing but a status, the inside of a flow mapping. */
    public static EcrLifecyclePolicy withStatus(String status) {
        return Serialization.unmarshal(
                API + "EcrLifecyclePolicy\nmetadata: {name: any, namespace: team}\nstatus: {" + status + "}",
                EcrLifecyclePolicy.class);
    }

    /** The same while it is being deleted. */
    public static <P extends SharedPolicy> P deleted(P policy) {
        policy.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
        return policy;
    }

    /** A repository; labels, spec and status are the insides of flow mappings. */
    public static EcrRepository repository(String name, String labels, String spec, String status) {
        return Serialization.unmarshal(
                API + "EcrRepository\nmetadata: {name: " + name + ", namespace: team, generation: 1, labels: {" + labels
                        + "}}\nspec: {" + spec + "}\nstatus: {" + status + "}",
                EcrRepository.class);
    }
}
