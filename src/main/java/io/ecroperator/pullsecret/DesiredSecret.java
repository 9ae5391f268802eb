package io.ecroperator.pullsecret;

import io.ecroperator.aws.RegistryToken;
import io.ecroperator.token.TokenKey;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A Secret that is to be, without its tokens.
 *
 * @param mark the value of the operator's own label
 * @param hosts which token opens which host
 * @param labels those that the user wants beside the operator's and the shape's
 * @param annotations the same for annotations
 */
record DesiredSecret(
        String name,
        SecretShape shape,
        String mark,
        SortedMap<String, TokenKey> hosts,
        Map<String, String> labels,
        Map<String, String> annotations) {

    DesiredSecret {
        hosts = Collections.unmodifiableSortedMap(new TreeMap<>(hosts));
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    Set<TokenKey> keys() {
        return Set.copyOf(hosts.values());
    }

    /** The first host that a token opens. */
    String hostOf(TokenKey key) {
        return hosts.entrySet().stream()
                .filter(host -> host.getValue().equals(key))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** The same with the hosts that the Secret, as it was before, opens with tokens of these keys. */
    DesiredSecret keeping(Set<TokenKey> keys, Optional<ManagedSecret> before) {
        SortedMap<String, TokenKey> all = new TreeMap<>(hosts);
        before.filter(ManagedSecret::isIntact)
                .ifPresent(
                        secret -> keys.forEach(key -> secret.hostsOf(key).forEach(host -> all.putIfAbsent(host, key))));
        return new DesiredSecret(name, shape, mark, all, labels, annotations);
    }

    SortedMap<String, String> allLabels() {
        SortedMap<String, String> all = new TreeMap<>(labels);
        all.putAll(shape.labels());
        all.put(ManagedSecret.LABEL, mark);
        return all;
    }

    /** All annotations but the operator's record. */
    SortedMap<String, String> allAnnotations() {
        SortedMap<String, String> all = new TreeMap<>(annotations);
        all.putAll(shape.annotations(new TreeSet<>(hosts.keySet())));
        return all;
    }

    /** The content with these tokens. A host without a token is left out. */
    Map<String, String> data(Map<TokenKey, RegistryToken> tokens) {
        SortedMap<String, RegistryToken> byHost = new TreeMap<>();
        hosts.forEach((host, key) -> {
            if (tokens.containsKey(key)) {
                byHost.put(host, tokens.get(key));
            }
        });
        return shape.data(byHost);
    }
}
