package io.ecroperator.support;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;

/** Whether the API server serves a CRD already, and how to get there with those of others. */
public final class EstablishedCrd {

    private static final Duration SERVED_WITHIN = Duration.ofSeconds(30);

    private EstablishedCrd() {}

    /** Whether the CRD, which may be null, or new and without any condition, is established. */
    public static boolean is(CustomResourceDefinition crd) {
        return Optional.ofNullable(crd)
                .map(CustomResourceDefinition::getStatus)
                .map(status -> status.getConditions())
                .filter(conditions -> conditions.stream()
                        .anyMatch(condition ->
                                "Established".equals(condition.getType()) && "True".equals(condition.getStatus())))
                .isPresent();
    }

    /**
     * Applies CRDs and waits until they are served.
     *
     * @param files a file, or a directory of files
     * @throws IllegalStateException if they are refused
     */
    public static void install(LocalCluster cluster, Path files) {
        KubectlResult applied = cluster.kubectl("apply", "--server-side", "-f", files.toString());
        if (applied.exitCode() != 0) {
            throw new IllegalStateException(applied.stderr());
        }
        // Not by "kubectl wait" alone, which fails on one that has no condition yet.
        Awaitility.await("the CRDs in " + files + " are served")
                .atMost(SERVED_WITHIN)
                .until(() -> cluster.kubectl("wait", "--for=condition=Established", "-f", files.toString())
                                .exitCode()
                        == 0);
    }
}
