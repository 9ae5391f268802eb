package io.ecroperator.e2e;

import static io.ecroperator.e2e.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.Conditioned;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.ecroperator.support.OptimisticEdit;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The objects of a kind, as a user writes and reads them. Specs are YAML, indented by nothing.
 *
 * @param namespace null for a kind of the cluster
 */
record KindObjects<S, T extends CustomResource<S, ? extends Conditioned>>(
        KubernetesClient user, String namespace, Class<T> kind) {

    /** Applies an object as {@code kubectl apply --server-side} does. */
    T apply(String name, String spec) {
        var objects = user.resources(kind);
        return (namespace == null ? objects : objects.inNamespace(namespace))
                .load(new ByteArrayInputStream(manifest(name, spec).getBytes(StandardCharsets.UTF_8)))
                .forceConflicts()
                .serverSideApply();
    }

    /** Applies an object and waits until it is ready for this very spec. */
    T applyReady(String name, String spec) {
        apply(name, spec);
        return awaitReady(name);
    }

    /** The manifest of an object with this spec. */
    String manifest(String name, String spec) {
        String body = spec.isBlank() ? " {}" : "\n" + spec.strip().indent(2);
        return "apiVersion: ecr-operator.io/v1alpha1\nkind: " + HasMetadata.getKind(kind) + "\nmetadata:\n  name: "
                + name + (namespace == null ? "" : "\n  namespace: " + namespace) + "\nspec:" + body;
    }

    /** The object with another spec. */
    T withSpec(T object, String spec) {
        object.setSpec(user.getKubernetesSerialization()
                .unmarshal(manifest("any", spec), kind)
                .getSpec());
        return object;
    }

    Resource<T> resource(String name) {
        var objects = user.resources(kind);
        return namespace == null
                ? objects.withName(name)
                : objects.inNamespace(namespace).withName(name);
    }

    T get(String name) {
        return resource(name).get();
    }

    /** Edits the object as {@code kubectl edit} does. */
    T edit(String name, UnaryOperator<T> change) {
        return OptimisticEdit.of(resource(name), change);
    }

    /** Deletes the object and waits until it is gone. */
    void delete(String name) {
        resource(name).delete();
        awaitGone(name);
    }

    void awaitGone(String name) {
        eventually(name + " is gone", () -> assertThat(get(name)).isNull());
    }

    T awaitReady(String name) {
        return awaitCondition(name, ConditionType.READY, ConditionStatus.TRUE, Reason.IN_SYNC);
    }

    T awaitNotReady(String name, Reason reason) {
        return awaitCondition(name, ConditionType.READY, ConditionStatus.FALSE, reason);
    }

    /** Waits until the object has the condition for its present generation. */
    T awaitCondition(String name, ConditionType type, ConditionStatus status, Reason reason) {
        eventually(name + " is " + type.label() + "=" + status.label() + " " + reason.label(), () -> {
            T object = get(name);
            Condition condition = condition(object, type);
            assertThat(List.of(condition.getStatus(), condition.getReason()))
                    .as(condition.getMessage())
                    .containsExactly(status.label(), reason.label());
            assertThat(condition.getObservedGeneration())
                    .isEqualTo(object.getMetadata().getGeneration());
        });
        return get(name);
    }

    static Condition condition(CustomResource<?, ? extends Conditioned> object, ConditionType type) {
        assertThat(object.getStatus()).as("status").isNotNull();
        return Conditions.find(object.getStatus().conditions(), type)
                .orElseThrow(() -> new AssertionError("no condition " + type.label()));
    }

    /** Asks for a reconcile with fresh reads, of a kind whose status says when that was done, and waits until it was. */
    T reconcileNow(String name) {
        String now = Instant.now().toString();
        edit(name, object -> {
            Map<String, String> annotations = new HashMap<>();
            if (object.getMetadata().getAnnotations() != null) {
                annotations.putAll(object.getMetadata().getAnnotations());
            }
            annotations.put("ecr-operator.io/reconcile-requested-at", now);
            object.getMetadata().setAnnotations(annotations);
            return object;
        });
        eventually(name + " was reconciled", () -> assertThat(status(get(name)).get("lastHandledReconcileAt"))
                .isEqualTo(now));
        return get(name);
    }

    private Map<?, ?> status(T object) {
        assertThat(object.getStatus()).as("status").isNotNull();
        return user.getKubernetesSerialization().convertValue(object.getStatus(), Map.class);
    }

    /** Waits for an Event about the object. */
    Event awaitEvent(String name, Reason reason) {
        return events().await(name, reason);
    }

    /** The Events about the object. */
    List<Event> events(String name) {
        return events().about(name);
    }

    /** Those about objects of the cluster are in the namespace {@code default}. */
    private ObjectEvents events() {
        return new ObjectEvents(
                user, namespace == null ? "default" : namespace, Optional.of(HasMetadata.getKind(kind)));
    }
}
