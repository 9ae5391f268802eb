package io.ecroperator.cli.plan;

import io.ecroperator.cli.outcome.CommandException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which objects of the cluster the files once held; a mixin. */
final class PruneOptions {

    @Option(
            names = "--prune",
            description =
                    "Plan the deletion of what the cluster has and the files no longer hold, as a GitOps tool or kubectl"
                            + " apply --prune would delete it. Needs a cluster, and --selector or --argocd-application.")
    private boolean prune;

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "LABELS",
            description =
                    "With --prune: objects with these labels, which all objects of the files have and no others, such"
                            + " as app.kubernetes.io/part-of=ecr.")
    private String selector;

    @Option(
            names = "--argocd-application",
            paramLabel = "NAME",
            description =
                    "With --prune: objects that this Application of Argo CD tracks by their annotation, without those"
                            + " that say Prune=false.")
    private String application;

    /** What may be pruned; empty if nothing is to be. Throws {@link CommandException} if it is not said, or said for nothing. */
    Optional<Prunable> prunable() {
        if (!prune) {
            if (selector != null || application != null) {
                throw new CommandException("--selector and --argocd-application go with --prune only.");
            }
            return Optional.empty();
        }
        if ((selector == null) == (application == null)) {
            throw new CommandException(
                    "--prune needs --selector or --argocd-application, one of them: nothing else says"
                            + " which objects of the cluster the files once held.");
        }
        if ((selector == null ? application : selector).isBlank()) {
            throw new CommandException("--prune: an empty " + (selector == null ? "--argocd-application" : "--selector")
                    + " says nothing, or everything.");
        }
        return Optional.of(selector == null ? new Prunable.Tracked(application) : new Prunable.Labelled(selector));
    }
}
