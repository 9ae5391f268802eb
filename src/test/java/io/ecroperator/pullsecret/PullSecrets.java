package io.ecroperator.pullsecret;

import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullSecretSpec;
import io.ecroperator.pullsecret.PullSecretChange.CreateSecret;
import io.ecroperator.pullsecret.PullSecretChange.DeleteSecret;
import io.ecroperator.pullsecret.PullSecretChange.ReplaceSecret;
import io.ecroperator.pullsecret.PullSecretChange.UpdateSecret;
import io.ecroperator.pullsecret.PullSecretResolution.Resolved;
import io.ecroperator.token.TokenKey;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One object and its Secrets, in memory. */
final class PullSecrets {

    static final String HOST_EU = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
    static final String HOST_US = "123456789012.dkr.ecr.us-east-1.amazonaws.com";
    static final TokenKey EU = TokenKey.of("eu-central-1");
    static final TokenKey US = TokenKey.of("us-east-1");

    private final EcrPullSecret object = new EcrPullSecret();
    private final Map<String, Secret> secrets = new LinkedHashMap<>();

    PullSecrets(String name) {
        object.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("team")
                .withUid("uid-" + name)
                .withGeneration(1L)
                .build());
    }

    /** The Secrets that a spec, in YAML, asks for. */
    List<DesiredSecret> desired(String spec) {
        object.setSpec(Serialization.unmarshal(spec, EcrPullSecretSpec.class));
        return resolved(spec, new RegistriesStub()).secrets();
    }

    /** What becomes of a spec, in YAML, with these EcrRegistries. */
    Resolved resolved(String spec, NamedRegistries registries) {
        object.setSpec(Serialization.unmarshal(spec, EcrPullSecretSpec.class));
        if (PullSecretResolver.resolve(
                        object.getMetadata().getName(),
                        object.getSpec(),
                        ManagedSecret.OF_ONE,
                        registries.forObject(object))
                instanceof Resolved resolved) {
            return resolved;
        }
        throw new IllegalStateException("the test's spec is refused: " + spec);
    }

    EcrPullSecret object() {
        return object;
    }

    Map<String, Secret> secrets() {
        return secrets;
    }

    List<ManagedSecret> existing() {
        return secrets.values().stream().map(ManagedSecret::of).toList();
    }

    /** Makes the changes. */
    void apply(PullSecretPlan plan) {
        for (PullSecretChange change : plan.changes()) {
            switch (change) {
                case CreateSecret(var content) ->
                    secrets.put(change.name(), SecretObjects.created(new SecretOwner(object, "team"), content));
                case UpdateSecret(var content, var before, var edited) ->
                    secrets.put(change.name(), SecretObjects.updated(content, before));
                case ReplaceSecret(var content, var before) ->
                    secrets.put(change.name(), SecretObjects.created(new SecretOwner(object, "team"), content));
                case DeleteSecret(var before) -> secrets.remove(change.name());
            }
        }
    }
}
