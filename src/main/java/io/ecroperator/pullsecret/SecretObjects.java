package io.ecroperator.pullsecret;

import io.ecroperator.pullsecret.PullSecretChange.SecretContent;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The objects that are sent to the API server. Pure. */
final class SecretObjects {

    private SecretObjects() {}

    /** A new Secret, which goes with its owner. */
    static Secret created(SecretOwner owner, SecretContent content) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(content.name())
                .withNamespace(owner.namespace())
                .withLabels(content.labels())
                .withAnnotations(content.annotations())
                .withOwnerReferences(reference(owner))
                .endMetadata()
                .withType(content.type())
                .withData(encoded(content.data()))
                .build();
    }

    /** The Secret with another content. What others have put on it stays. */
    static Secret updated(SecretContent content, ManagedSecret before) {
        List<String> labels = before.record().map(SecretRecord::labels).orElse(List.of());
        List<String> annotations =
                before.record().map(SecretRecord::annotations).orElse(List.of());
        List<String> keys = before.record().map(SecretRecord::keys).orElse(List.of());
        return new SecretBuilder(before.secret())
                .editMetadata()
                .withLabels(merged(ManagedSecret.labels(before.secret()), labels, content.labels()))
                .withAnnotations(merged(ManagedSecret.annotations(before.secret()), annotations, content.annotations()))
                .endMetadata()
                .withData(merged(
                        Objects.requireNonNullElse(before.secret().getData(), Map.of()), keys, encoded(content.data())))
                .build();
    }

    private static Map<String, String> merged(
            Map<String, String> present, Collection<String> ours, Map<String, String> wanted) {
        Map<String, String> merged = new TreeMap<>(present);
        merged.keySet().removeAll(ours);
        merged.putAll(wanted);
        return merged;
    }

    private static Map<String, String> encoded(Map<String, String> data) {
        return data.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> Base64.getEncoder()
                .encodeToString(entry.getValue().getBytes(StandardCharsets.UTF_8))));
    }

    private static OwnerReference reference(SecretOwner owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.object().getApiVersion())
                .withKind(owner.object().getKind())
                .withName(owner.object().getMetadata().getName())
                .withUid(owner.uid())
                .withController(true)
                .build();
    }
}
