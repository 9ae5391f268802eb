package io.ecroperator.cli.plan;

import io.ecroperator.cli.aws.AwsOptions;
import io.ecroperator.cli.aws.CommandAws;
import io.ecroperator.cli.manifest.ManifestOptions;
import io.ecroperator.cli.manifest.Manifests;
import io.ecroperator.cli.progress.TerminalProgress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what the operator would do. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Say what the operator would do for manifests.",
        description = {
            "Reads what AWS holds and says what the operator would create, take over, change and delete, and what it would refuse, with the"
                    + " reason and the way out. Nothing is written, neither to AWS nor to a cluster.%n",
            "The manifests see each other: EcrRegistries, shared policies, Namespaces with their labels. With a cluster, --prune plans"
                    + " the deletion of what the files no longer hold.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:there is nothing to do",
            "1:it failed, an object would be refused, a deletion would be blocked, or AWS did not tell",
            "2:there is something to do"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ecr-operator plan -f ecr/ --cluster-name prod --region eu-central-1",
            "  ecr-operator plan -f ecr/ --cluster-name prod --context prod --prune -l app.kubernetes.io/part-of=ecr",
            "  kustomize build . | ecr-operator plan -f - --cluster-name prod -o json"
        })
public final class PlanCommand implements Callable<Integer> {

    /** How the plan is told. */
    private enum Output {
        TABLE {
            @Override
            String of(PlanResult result) {
                return TableReport.of(result, Ansi.AUTO);
            }
        },
        JSON {
            @Override
            String of(PlanResult result) {
                return DataReport.json(result);
            }
        },
        YAML {
            @Override
            String of(PlanResult result) {
                return DataReport.yaml(result);
            }
        };

        /** Without a line break at its end. */
        abstract String of(PlanResult result);

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private ManifestOptions files;

    @Option(
            names = {"-n", "--namespace"},
            defaultValue = "default",
            paramLabel = "NAMESPACE",
            description = "The namespace of objects that name none. Default: ${DEFAULT-VALUE}.")
    private String namespace;

    @Mixin
    private OperatorOptions operator;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private AwsOptions aws;

    @Option(
            names = "--preview",
            description =
                    "Ask ECR how many images would expire by each lifecycle policy that would be put on a repository that"
                            + " exists (ecr:StartLifecyclePolicyPreview, which changes nothing).")
    private boolean preview;

    @Option(
            names = "--preview-limit",
            defaultValue = "50",
            paramLabel = "N",
            description = "Of how many repositories at most. Default: ${DEFAULT-VALUE}.")
    private int previewLimit;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Output output;

    @Override
    public Integer call() {
        Manifests manifests = files.read();
        Optional<LiveCluster> live = cluster.read();
        AppliedObjects applied = new AppliedObjects(live, manifests, namespace, cluster.isWatchedWhole());
        try (CommandAws connections = aws.open()) {
            PlanResult result = new PlanRun(
                            connections,
                            operator,
                            live.map(LiveCluster::uid),
                            preview ? previewLimit : 0,
                            TerminalProgress.on(spec.commandLine().getErr()))
                    .plan(applied, manifests);
            spec.commandLine().getOut().println(output.of(result));
            return result.exitCode();
        }
    }
}
