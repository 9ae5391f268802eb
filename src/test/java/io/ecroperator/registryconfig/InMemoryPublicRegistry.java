package io.ecroperator.registryconfig;

import io.ecroperator.aws.PublicRepositoryApi;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The display name of a public registry in memory; behind the rest of the door there is nothing. */
final class InMemoryPublicRegistry {

    private final List<String> calls = new ArrayList<>();
    private Optional<String> displayName = Optional.empty();

    /** The calls since this was asked last, by operation. */
    List<String> calls() {
        List<String> made = List.copyOf(calls);
        calls.clear();
        return made;
    }

    Optional<String> displayName() {
        return displayName;
    }

    PublicRepositoryApi door() {
        return (PublicRepositoryApi) Proxy.newProxyInstance(
                PublicRepositoryApi.class.getClassLoader(),
                new Class<?>[] {PublicRepositoryApi.class},
                (proxy, method, args) -> {
                    calls.add(method.getName());
                    return switch (method.getName()) {
                        case "getRegistryCatalogData" -> displayName;
                        case "putRegistryCatalogData" -> {
                            displayName = Optional.of((String) args[0]);
                            yield null;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }
}
