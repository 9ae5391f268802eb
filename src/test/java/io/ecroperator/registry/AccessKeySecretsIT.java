package io.ecroperator.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.ecroperator.aws.AccessKey;
import io.ecroperator.support.LocalCluster;
import io.ecroperator.support.SharedCluster;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With the right to get Secrets by name, and no other. */
@ExtendWith(SharedCluster.class)
class AccessKeySecretsIT {

    private static final String USER = "reader-of-keys";

    private KubernetesClient admin;
    private KubernetesClient client;
    private String namespace;
    private AccessKeySecrets secrets;

    @BeforeEach
    void setUp(LocalCluster cluster) {
        admin = cluster.client();
        client = cluster.clientAs(USER);
        namespace = cluster.createNamespace("keys");
        secrets = new AccessKeySecrets(client, Optional.of(namespace));
        admin.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName("keys")
                        .withNamespace(namespace)
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups("")
                        .withResources("secrets")
                        .withResourceNames("tokyo", "missing")
                        .withVerbs("get")
                        .endRule()
                        .build())
                .create();
        admin.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("keys")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "keys")
                        .addNewSubject("rbac.authorization.k8s.io", "User", USER, null)
                        .build())
                .create();
        await("the right is in force")
                .ignoreExceptionsMatching(
                        thrown -> String.valueOf(thrown.getMessage()).contains("may not get it"))
                .until(() -> secrets.read("missing").isEmpty());
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void shouldReadWhatTheSecretHoldsNow() {
        // Given
        admin.resource(secret("one")).create();
        Optional<AccessKey> before = secrets.read("tokyo");
        admin.resource(secret("two")).update();

        // Then
        assertThat(before).contains(new AccessKey("AKID", "one", Optional.empty()));
        assertThat(secrets.read("tokyo")).contains(new AccessKey("AKID", "two", Optional.empty()));
        assertThat(secrets.read("missing")).isEmpty();
    }

    @Test
    void shouldSayHowToLetItReadTheSecretWhenItMayNot() {
        assertThatIllegalStateException()
                .isThrownBy(() -> secrets.read("other"))
                .withMessage("the operator may not get it in namespace " + namespace
                        + "; the chart's value registries.secrets lists those that it may");
    }

    private Secret secret(String key) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName("tokyo")
                .withNamespace(namespace)
                .endMetadata()
                .addToStringData("AWS_ACCESS_KEY_ID", "AKID")
                .addToStringData("AWS_SECRET_ACCESS_KEY", key)
                .build();
    }
}
