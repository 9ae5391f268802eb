package io.ecroperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.status.ConditionStatus;
import io.ecroperator.status.ConditionType;
import io.ecroperator.status.Conditions;
import io.ecroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;

/**
 * EcrRegistries of a world. They are of the cluster, which worlds share: each has a name of its own, and is deleted with the world.
 */
final class RegistryObjects implements AutoCloseable {

    private final World world;
    private final List<String> applied = new ArrayList<>();

    RegistryObjects(World world) {
        this.world = world;
    }

    /** What the EcrRegistry of that short name is called in the cluster. */
    String nameOf(String shortName) {
        return shortName + "-" + world.namespace();
    }

    /** One of the emulator, with the account's own access key; {@code more} is YAML of the spec, indented by nothing. */
    String apply(String shortName, String account, String region, String more) {
        return applyAs(shortName, account, account, region, more);
    }

    /** One of the emulator, with the access key of another account than it names. */
    String applyAs(String shortName, String credentialsOf, String account, String region, String more) {
        return applyNamed(nameOf(shortName), credentialsOf, account, region, more);
    }

    /** The one of this very name, which worlds share. */
    String applyNamed(String name, String account, String region) {
        return applyNamed(name, account, account, region, "");
    }

    private String applyNamed(String name, String credentialsOf, String account, String region, String more) {
        world.user()
                .resource(Serialization.unmarshal(
                        """
                        apiVersion: ecr-operator.io/v1alpha1
                        kind: EcrRegistry
                        metadata: {name: %s}
                        spec:
                          accountId: "%s"
                          region: %s
                          credentials: {accessKeySecret: {name: "%s"}}
                          endpoints: {url: "%s"}
                        """.formatted(
                                                name,
                                                account,
                                                region,
                                                credentialsOf,
                                                world.emulator().endpoint())
                                + more.indent(2),
                        EcrRegistry.class))
                .forceConflicts()
                .serverSideApply();
        applied.add(name);
        return name;
    }

    Resource<EcrRegistry> resource(String name) {
        return world.user().resources(EcrRegistry.class).withName(name);
    }

    EcrRegistry awaitCondition(String name, ConditionType type, ConditionStatus status, Reason reason) {
        World.eventually(name + " is " + type.label() + " " + status.label() + " " + reason.label(), () -> {
            EcrRegistry object = resource(name).get();
            Condition condition = condition(object, type);
            assertThat(condition.getStatus() + " " + condition.getReason())
                    .as(condition.getMessage())
                    .isEqualTo(status.label() + " " + reason.label());
            assertThat(condition.getObservedGeneration())
                    .isEqualTo(object.getMetadata().getGeneration());
        });
        return resource(name).get();
    }

    static Condition condition(EcrRegistry object, ConditionType type) {
        return Conditions.find(object.getStatus().conditions(), type).orElseThrow();
    }

    void delete(String name) {
        resource(name).delete();
        World.eventually(
                name + " is gone", () -> assertThat(resource(name).get()).isNull());
    }

    @Override
    public void close() {
        applied.forEach(this::delete);
    }
}
