package io.ecroperator.e2e;

import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** An EcrLifecyclePolicy that selects the repositories of a team, and says how many images are kept. */
record SharedPolicy(World world, String name, String team) {

    /** Applies one. */
    static SharedPolicy of(World world, String name, int kept, String team) {
        SharedPolicy policy = new SharedPolicy(world, name, team);
        policy.keep(kept);
        return policy;
    }

    /** Edits it. */
    void keep(int images) {
        apply(EcrLifecyclePolicy.class, """
                apiVersion: ecr-operator.io/v1alpha1
                kind: EcrLifecyclePolicy
                metadata: {name: %s, namespace: %s}
                spec:
                  repositorySelector: {matchLabels: {team: %s}}
                  rules:
                    - rulePriority: 1
                      selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: %d}
                      action: {type: expire}
                """.formatted(name, world.namespace(), team, images));
    }

    /** Gives a repository, which is created if it is not there, the label of a team. */
    void label(String repository, String label) {
        label(repository, label, "");
    }

    /** The same with a spec. */
    void label(String repository, String label, String spec) {
        apply(
                EcrRepository.class,
                world.manifest(repository, spec).replaceFirst("\nspec:", "\n  labels: {team: " + label + "}\nspec:"));
    }

    Resource<EcrLifecyclePolicy> resource() {
        return world.user()
                .resources(EcrLifecyclePolicy.class)
                .inNamespace(world.namespace())
                .withName(name);
    }

    private <T extends HasMetadata> void apply(Class<T> type, String manifest) {
        world.user()
                .resources(type)
                .inNamespace(world.namespace())
                .load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                .forceConflicts()
                .serverSideApply();
    }
}
