package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicySpec;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** The EcrLifecyclePolicies of one namespace of a world, and what came of them. */
record LifecyclePolicies(World world, String namespace) {

    /** Those of the world's own namespace. */
    LifecyclePolicies(World world) {
        this(world, world.namespace());
    }

    /** Rules that keep so many images, as YAML. */
    static String keep(int count) {
        return """
                rules:
                  - rulePriority: 1
                    selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: %d}
                    action: {type: expire}""".formatted(count);
    }

    /** Applies a policy as {@code kubectl apply --server-side} does; {@code spec} is YAML, indented by nothing. */
    void apply(String name, String spec) {
        world.user()
                .resources(EcrLifecyclePolicy.class)
                .inNamespace(namespace)
                .load(new ByteArrayInputStream(manifest(name, spec).getBytes(StandardCharsets.UTF_8)))
                .forceConflicts()
                .serverSideApply();
    }

    /** The spec of this YAML. */
    EcrLifecyclePolicySpec spec(String spec) {
        return world.user()
                .getKubernetesSerialization()
                .unmarshal(manifest("any", spec), EcrLifecyclePolicy.class)
                .getSpec();
    }

    private String manifest(String name, String spec) {
        return "apiVersion: ecr-operator.io/v1alpha1\nkind: EcrLifecyclePolicy\nmetadata:\n  name: " + name
                + "\n  namespace: " + namespace + "\nspec:\n" + spec.indent(2);
    }

    Resource<EcrLifecyclePolicy> resource(String name) {
        return world.user()
                .resources(EcrLifecyclePolicy.class)
                .inNamespace(namespace)
                .withName(name);
    }

    EcrLifecyclePolicy get(String name) {
        return resource(name).get();
    }

    /** The summary: status, reason and message, of the present generation. */
    String ready(String name) {
        EcrLifecyclePolicy policy = get(name);
        assertThat(policy.getStatus()).as("status").isNotNull();
        Condition ready = Conditions.find(policy.getStatus().conditions(), ConditionType.READY)
                .orElseThrow();
        assertThat(ready.getObservedGeneration()).isEqualTo(policy.getMetadata().getGeneration());
        return ready.getStatus() + " " + ready.getReason() + ": " + ready.getMessage();
    }

    /** The lifecycle policy that ECR has, or nothing. */
    String inEcr(String repository) {
        return world.ecr().lifecyclePolicyText(repository).orElse("");
    }
}
