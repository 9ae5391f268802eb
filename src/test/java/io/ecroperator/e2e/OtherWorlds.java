package io.ecroperator.e2e;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** What tests before have left in their namespaces, which an operator of the whole cluster would serve too. */
final class OtherWorlds {

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private OtherWorlds() {}

    /** Deletes it, but for pull secrets, which a test may have made in several namespaces. No operator may run. */
    static void delete(KubernetesClient user, String namespaceOfThisWorld) {
        user.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                .filter(crd -> crd.getSpec().getGroup().equals("ecr-operator.io"))
                .filter(crd -> crd.getSpec().getScope().equals("Namespaced"))
                .filter(crd -> !crd.getSpec().getNames().getKind().equals("EcrPullSecret"))
                .flatMap(crd -> user
                        .genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(crd))
                        .inAnyNamespace()
                        .list()
                        .getItems()
                        .stream())
                .filter(object -> !object.getMetadata().getNamespace().equals(namespaceOfThisWorld))
                .forEach(object -> delete(user, object));
    }

    private static void delete(KubernetesClient user, GenericKubernetesResource object) {
        if (!object.getFinalizers().isEmpty()) {
            user.resource(object).patch(MERGE, "{\"metadata\": {\"finalizers\": null}}");
        }
        user.resource(object).delete();
    }
}
