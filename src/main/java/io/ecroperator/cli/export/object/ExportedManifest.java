package io.ecroperator.cli.export.object;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An object as it is written. Of a large account, all manifests are in memory at once, which the trees of all objects are not.
 *
 * @param namespace empty where whoever applies the object says it, and for kinds of the whole cluster
 * @param remarks the sentences that stand in the text as comments
 */
public record ExportedManifest(String kind, String namespace, String name, List<String> remarks, String text) {

    /** Copies the list. */
    public ExportedManifest {
        remarks = List.copyOf(remarks);
    }

    /** The first one that another has kind, namespace and name of, such as {@code EcrRepository team-a/api}. */
    public static Optional<String> twice(List<ExportedManifest> manifests) {
        Set<String> seen = new HashSet<>();
        return manifests.stream()
                .map(each -> each.kind + " " + (each.namespace.isEmpty() ? "" : each.namespace + "/") + each.name)
                .filter(object -> !seen.add(object))
                .findFirst();
    }

    /** Such as {@code ecrrepository-team-a-api.yaml}: one for each object of a namespace, at most 255 characters. */
    public String fileName() {
        return kind.toLowerCase(Locale.ROOT) + "-" + name + ".yaml";
    }

    /** Such as {@code ecrrepository-team-a.api.yaml}: one for each object of several namespaces, whose names have no dots. */
    public String fileNameWithNamespace() {
        return kind.toLowerCase(Locale.ROOT) + "-" + (namespace.isEmpty() ? "" : namespace + ".") + name + ".yaml";
    }
}
