package io.ecroperator.cli.validate;

import io.ecroperator.cli.manifest.ManifestFiles;
import io.ecroperator.cli.manifest.ManifestOptions;
import io.ecroperator.cli.manifest.Manifests;
import io.ecroperator.cli.outcome.CommandException;
import io.ecroperator.cli.outcome.ExitCode;
import io.ecroperator.cli.terminal.TerminalText;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Says what is wrong with manifests. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Say what is wrong with manifests, without AWS and without a cluster.",
        description = {
            "Judges objects as the API server does when they are applied: fields, types, limits, the rules of the CRDs, names and"
                    + " labels, in the API server's own words. What it would take is looked at further: whether ECR would take the"
                    + " policies, whether two objects declare one thing in AWS, whether references lead anywhere, and whether it"
                    + " is good practice.%n",
            "Documents of other kinds are counted and not looked at.%n",
            "Each finding has an id. All but those of errors can be switched off with --ignore. docs/validate.md explains them."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no errors; there may be warnings",
            "1:there are errors, a path is not there, or the command line makes no sense"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ecr-operator validate -f ecr/",
            "  kustomize build . | ecr-operator validate --strict -f -",
            "  ecr-operator validate -f ecr/ --against main/ecr/ --ignore mutable-tags,no-scan-on-push -o github"
        })
public final class ValidateCommand implements Callable<Integer> {

    /** Reads ids of findings that can be switched off. */
    private static final class IgnorableTopic implements ITypeConverter<Topic>, Iterable<String> {

        @Override
        public Topic convert(String id) {
            return Topic.of(id)
                    .filter(Topic::canBeIgnored)
                    .orElseThrow(
                            () -> new TypeConversionException("'" + id + "' cannot be ignored; there are " + all()));
        }

        private static String all() {
            return ids().collect(Collectors.joining(", "));
        }

        private static Stream<String> ids() {
            return Stream.of(Topic.values()).filter(Topic::canBeIgnored).map(Topic::id);
        }

        @Override
        public Iterator<String> iterator() {
            return ids().iterator();
        }
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private ManifestOptions files;

    @Option(
            names = "--against",
            paramLabel = "PATH",
            description =
                    "The same objects as they are now, such as those of the main branch: a file or a directory. Changes that the"
                            + " API server refuses are found too, and what was wrong before is not told. Without it every object counts as"
                            + " new. May be given several times.")
    private List<String> against = List.of();

    @Option(
            names = "--ignore",
            split = ",",
            paramLabel = "ID",
            converter = IgnorableTopic.class,
            completionCandidates = IgnorableTopic.class,
            description = "Findings that are not told: ${COMPLETION-CANDIDATES}. Several are separated by commas.")
    private Set<Topic> ignored = Set.of();

    @Option(names = "--strict", description = "Warnings are errors.")
    private boolean strict;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            paramLabel = "FORMAT",
            description =
                    "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}. github writes annotations of a pull request, sarif what code scanning takes.")
    private Report output;

    @Override
    public Integer call() {
        Manifests before = new ManifestFiles(System.in).readAll(against);
        before.unreadable().forEach(each -> spec.commandLine()
                .getErr()
                .println(TerminalText.line("--against: " + each.inWords() + " What is in it counts as new.")));
        Validation validation = Validation.of(files.readAll(), before, ignored, strict);
        PrintWriter out = spec.commandLine().getOut();
        out.println(output.of(validation, Ansi.AUTO));
        if (out.checkError()) {
            throw new CommandException("Standard output cannot be written to: what has arrived there is not all.");
        }
        return validation.failed() ? ExitCode.FAILED : ExitCode.OK;
    }
}
