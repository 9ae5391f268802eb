package io.ecroperator.trouble;

import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.process.ProcessWorld;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Fifty objects of five shapes, edited so that every write operation of ECR is needed by ten of them; every fifth is left
 * as it is.
 */
record Fleet(ProcessWorld world) {

    static final int SIZE = 50;

    private static final int USERS = 8;

    /** These have an image, so that their deletion is blocked. */
    private static final List<String> WITH_IMAGE = List.of(name(7), name(23));

    private static final String POLICIES = """
            lifecyclePolicy: {rules: [{rulePriority: 1,
              selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: %d}, action: {type: expire}}]},
            repositoryPolicy: {statements: [
              {effect: Allow, principal: {AWS: ["%s"]}, action: ["ecr:BatchGetImage"]}]}""";

    private static final List<String> FIRST = List.of(
            "tags: {team: a, old: x}, imageTagMutability: IMMUTABLE, imageScanningConfiguration: {scanOnPush: true}, "
                    + POLICIES.formatted(100, "111122223333"),
            """
            tags: {team: a}, lifecyclePolicy: {policyText: '{"rules": [{"rulePriority": 1, "action": {"type": "expire"},
              "selection": {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 14}}]}'}
            """,
            """
            repositoryPolicy: {policyText: '{"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": "*", "Action": "ecr:BatchGetImage"}]}'}
            """,
            "",
            POLICIES.formatted(50, "444455556666"));

    private static final List<String> SECOND = List.of(
            "tags: {team: b}, imageTagMutability: MUTABLE, imageScanningConfiguration: {scanOnPush: false}, "
                    + POLICIES.formatted(200, "777788889999"),
            "tags: {}, lifecyclePolicy: {rules: []}",
            "repositoryPolicy: {statements: []}",
            "tags: {team: c}, imageTagMutability: IMMUTABLE, " + POLICIES.formatted(10, "111122223333"),
            POLICIES.formatted(50, "444455556666"));

    static List<String> names() {
        return IntStream.range(0, SIZE).mapToObj(Fleet::name).toList();
    }

    private static String name(int number) {
        return "service-%02d".formatted(number);
    }

    void create() {
        atOnce(number -> apply(number, FIRST));
    }

    /** The images come first, so that no deletion can overtake them. */
    void pushImagesAndEdit() {
        WITH_IMAGE.forEach(name -> world.ecr().putImage(name, "v1"));
        atOnce(number -> apply(number, SECOND));
    }

    void delete() {
        objects().delete();
    }

    /** What a user does about a blocked deletion when the images are to stay. */
    void retainBlocked() {
        WITH_IMAGE.forEach(name -> merge(name, "{\"spec\":{\"deletionPolicy\":\"Retain\"}}"));
    }

    /** Asks for a fresh look, as a user does who has given the missing permission. */
    void requestReconcile(String name) {
        merge(name, "{\"metadata\":{\"annotations\":{\"ecr-operator.io/reconcile-requested-at\":\"now\"}}}");
    }

    /** Objects that are not yet in sync with their present generation, with what they say. */
    List<String> notInSync() {
        return objects().list().getItems().stream()
                .flatMap(object -> unless(object, Reason.IN_SYNC).stream())
                .toList();
    }

    /** Objects that are there although nothing blocks their deletion, or that do not say what blocks it. */
    List<String> notDeleted() {
        return objects().list().getItems().stream()
                .flatMap(object -> WITH_IMAGE.contains(object.getMetadata().getName())
                        ? unless(object, Reason.DELETION_BLOCKED).stream()
                        : Optional.of(object.getMetadata().getName() + " is there").stream())
                .toList();
    }

    List<String> left() {
        return objects().list().getItems().stream()
                .map(object -> object.getMetadata().getName())
                .toList();
    }

    private static Optional<String> unless(EcrRepository object, Reason reason) {
        Optional<Condition> ready = Optional.ofNullable(object.getStatus())
                .flatMap(status -> Conditions.find(status.conditions(), ConditionType.READY))
                .filter(condition -> object.getMetadata().getGeneration().equals(condition.getObservedGeneration()));
        return ready.filter(condition -> condition.getReason().equals(reason.label()))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(object.getMetadata().getName() + ": "
                        + ready.map(condition -> condition.getReason() + ", " + condition.getMessage())
                                .orElse("has no status for its present generation"));
    }

    private void apply(int number, List<String> shapes) {
        String manifest = """
                apiVersion: ecr-operator.io/v1alpha1
                kind: EcrRepository
                metadata: {name: %s, namespace: %s}
                spec: {%s}
                """.formatted(name(number), world.namespace(), shapes.get(number % shapes.size()));
        GenericKubernetesResource object = Serialization.unmarshal(manifest, GenericKubernetesResource.class);
        world.user().resource(object).fieldManager("user").forceConflicts().serverSideApply();
    }

    private void merge(String name, String patch) {
        object(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    private static void atOnce(IntConsumer work) {
        try (ExecutorService users = Executors.newFixedThreadPool(USERS)) {
            IntStream.range(0, SIZE)
                    .mapToObj(number -> CompletableFuture.runAsync(() -> work.accept(number), users))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    private Resource<EcrRepository> object(String name) {
        return objects().withName(name);
    }

    private NonNamespaceOperation<EcrRepository, KubernetesResourceList<EcrRepository>, Resource<EcrRepository>>
            objects() {
        return world.user().resources(EcrRepository.class).inNamespace(world.namespace());
    }
}
