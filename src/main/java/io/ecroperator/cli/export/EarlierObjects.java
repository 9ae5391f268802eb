package io.ecroperator.cli.export;

import io.ecroperator.cli.export.account.FoundAccount;
import io.ecroperator.cli.export.account.Readings;
import io.ecroperator.cli.export.object.ExportedKind;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which objects of an earlier export this one would have again if ECR still had them. Of kinds and repositories that are not asked
 * for, nothing is said.
 */
final class EarlierObjects {

    private final Set<ExportedKind> kinds;
    private final boolean everything;
    private final Set<String> repositories;
    private final Set<String> publicRepositories;

    /**
     * Beside an export.
     *
     * @param everything whether neither names nor tags select
     */
    EarlierObjects(Set<ExportedKind> kinds, boolean everything, FoundAccount found) {
        this.kinds = kinds;
        this.everything = everything;
        this.repositories = there(found.objectNames(), found.repositories());
        this.publicRepositories = there(found.publicObjectNames(), found.publicRepositories());
    }

    /** What the repositories that ECR has are called as objects, selected or not. */
    private static Set<String> there(Map<String, String> objectNames, Readings<?> readings) {
        Set<String> there = new HashSet<>(objectNames.values());
        readings.gone().forEach(gone -> there.remove(objectNames.get(gone)));
        return there;
    }

    /** Whether an object, by its kind in lower case, would be among those of this export. */
    boolean wouldBeAmong(String kind, String name) {
        return switch (kind) {
            case "ecrregistryconfiguration" ->
                kinds.contains(
                        name.equals(PublicObjects.REGISTRY)
                                ? ExportedKind.PUBLIC_REPOSITORY
                                : ExportedKind.REGISTRY_CONFIGURATION);
            case "ecrrepositorycreationtemplate" -> kinds.contains(ExportedKind.CREATION_TEMPLATE);
            case "ecrpullthroughcacherule" -> kinds.contains(ExportedKind.CACHE_RULE);
            case "ecrlifecyclepolicy", "ecrrepositorypolicy" ->
                everything && kinds.contains(ExportedKind.REPOSITORY) && SharedPolicies.isName(name);
            case "ecrrepository" -> kinds.contains(ExportedKind.REPOSITORY) && !repositories.contains(name);
            case "ecrpublicrepository" ->
                kinds.contains(ExportedKind.PUBLIC_REPOSITORY) && !publicRepositories.contains(name);
            default -> false;
        };
    }
}
