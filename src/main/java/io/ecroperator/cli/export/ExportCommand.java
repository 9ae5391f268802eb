package io.ecroperator.cli.export;

import io.ecroperator.aws.error.AwsException;
import io.ecroperator.cli.aws.AwsOptions;
import io.ecroperator.cli.aws.CommandAws;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.cli.manifest.ManifestFiles;
import io.ecroperator.cli.outcome.CommandException;
import io.ecroperator.cli.outcome.ExitCode;
import io.ecroperator.cli.outcome.Failures;
import io.ecroperator.cli.progress.TerminalProgress;
import io.ecroperator.cli.terminal.TerminalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes manifests of what is there: in an account, or in the objects of ACK or External Secrets. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Write manifests of what an account has in ECR.",
        description = {
            "Reads the private registry of an account and region, and writes manifests of it that are ready for Git: each"
                    + " object has adoptionPolicy IfUnowned, so that the operator takes over what is there, and changes"
                    + " nothing but the tags that say whose it is. Policies become fields where these mean exactly the"
                    + " same, else text; comments say why, and what is left out.",
            "The same account gives the same bytes. Nothing is written to AWS, and no tokens are asked for. How many calls"
                    + " it took is told on standard error.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it went well",
            "1:it failed, nothing is selected, or the command line makes no sense; nothing is written",
            "2:it is written, and lacks what AWS does not permit to read of some repositories"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ecr-operator export --region eu-central-1 --share -d ecr/",
            "  ecr-operator export --repository 'team-a/*' -n team-a | kubectl apply -f -",
            "  ecr-operator export --from-ack -f ack/ -d ecr/",
            "  ecr-operator export --from-external-secrets -f eso/ -d ecr/",
            "  ecr-operator export --terraform-removed --terraform-state state.json",
        })
public final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private AwsOptions aws;

    @Mixin
    private ExportOptions options;

    @Option(
            names = "--from-ack",
            description = "Convert objects of ACK (ecr.services.k8s.aws) that -f names, instead of asking AWS.")
    private boolean fromAck;

    @Option(
            names = "--from-external-secrets",
            description =
                    "Convert ExternalSecrets and ClusterExternalSecrets that -f names, with their generators for ECR, into pull"
                            + " secrets, instead of asking AWS. --account-id says whose registry is meant where they do not.")
    private boolean fromExternalSecrets;

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "PATH",
            description =
                    "With --from-ack or --from-external-secrets: a file, a directory, or - for standard input. May be given several times.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--terraform-removed",
            description =
                    "Print the removed blocks that let Terraform forget, and keep in AWS, what is in --terraform-state and in"
                            + " an export with the same --region, --repository and --kinds, instead of manifests. Nothing"
                            + " is asked of AWS.")
    private boolean terraformRemoved;

    @Option(
            names = "--terraform-state",
            paramLabel = "FILE",
            description = "What terraform show -json prints, or - for standard input.")
    private String terraformState;

    @Override
    public Integer call() {
        check();
        int exitCode = ExitCode.OK;
        if (fromAck) {
            convert(new AckObjects(options.frame()).convert(manifests()));
        } else if (fromExternalSecrets) {
            convert(new ExternalSecretObjects(options.frame(), aws.accountId(), manifests()).convert());
        } else if (terraformRemoved) {
            removed();
        } else {
            exitCode = exportAccount();
        }
        out().flush();
        return exitCode;
    }

    private void check() {
        if (Stream.of(fromAck, fromExternalSecrets, terraformRemoved)
                        .filter(chosen -> chosen)
                        .count()
                > 1) {
            throw senseless(
                    "--from-ack, --from-external-secrets and --terraform-removed do not go together: run export once"
                            + " for each.");
        }
        boolean converts = fromAck || fromExternalSecrets;
        String conversion = fromAck ? "--from-ack" : "--from-external-secrets";
        if (converts == files.isEmpty()) {
            throw senseless(
                    converts ? conversion + " needs -f." : "-f goes with --from-ack and --from-external-secrets only.");
        }
        if (terraformRemoved != (terraformState != null)) {
            throw senseless("--terraform-removed and --terraform-state go together.");
        }
        if (converts) {
            refuse(conversion, "--repository", "--tag", "--kinds", "--share");
            return;
        }
        if (terraformRemoved) {
            // A state has the tags that Terraform wrote, not those that ECR has.
            refuse("--terraform-removed", "--tag", "--namespace", "--registry", "--share", "--directory");
        }
        options.contradiction().ifPresent(why -> {
            throw senseless(why);
        });
    }

    /** What would be passed over in silence. */
    private void refuse(String mode, String... others) {
        for (String other : others) {
            if (spec.commandLine().getParseResult().hasMatchedOption(other)) {
                throw senseless(other + " does not go with " + mode + ".");
            }
        }
    }

    private void removed() {
        RemovedBlocks blocks = TerraformState.of(state())
                .removed(options.kinds(), options.selection(), aws.spec().region());
        out().print(blocks.text());
        tell(blocks.remarks());
    }

    private int exportAccount() {
        try (CommandAws connection = aws.open()) {
            Selection selection = options.selection();
            FoundAccount found = new AccountReader(
                            connection.connection(), options.kinds(), selection, TerminalProgress.on(err()))
                    .read(connection.registry());
            Unmatched unmatched = found.unmatched(selection);
            if (unmatched.isAll()) {
                throw new CommandException("Nothing of " + found.registry().inWords() + " is selected. "
                        + Stream.concat(unmatched.sentences().stream(), found.notices().stream())
                                .collect(Collectors.joining(" ")));
            }
            List<ExportedManifest> objects =
                    new AccountExport(options.frame(), options.shares()).of(found, options.kinds());
            write(objects);
            tell("Exported " + found.registry().inWords() + ": " + counts(byKind(objects)) + ". Calls to AWS: "
                    + counts(connection.calls()) + ".");
            unmatched.sentences().forEach(this::tell);
            found.notices().forEach(this::tell);
            remarks(objects);
            earlier(objects, new EarlierObjects(options.kinds(), selection.isEverything(), found));
            return found.isWhole() ? ExitCode.OK : ExitCode.INCOMPLETE;
        } catch (AwsException failure) {
            throw new CommandException(
                    Failures.inWords(failure.failure())
                            + (failure.kind().isOfIdentity()
                                    ? " Nothing is written: log in and run export again; with --repository it can be done in"
                                            + " parts."
                                    : " Nothing is written."),
                    failure);
        }
    }

    private void earlier(List<ExportedManifest> objects, EarlierObjects earlier) {
        options.directory().ifPresent(directory -> {
            SortedSet<String> others = new ManifestDirectory(directory).others(objects, earlier::wouldBeAmong);
            if (!others.isEmpty()) {
                tell("Files in " + directory + " that are not of this export, and stay: " + Names.some(others)
                        + ". ECR does not have what they declare, or it is called otherwise by now. Without its manifest, a"
                        + " GitOps tool deletes the object; with it, the operator may create the repository again.");
            }
        });
    }

    private void convert(Conversion conversion) {
        List<ExportedManifest> converted = conversion.objects().stream()
                .map(new Acceptance()::of)
                .map(ExportedObject::manifest)
                .toList();
        ExportedManifest.twice(converted).ifPresent(object -> {
            throw new CommandException("Two objects would be " + object
                    + ", and one of them would be lost: leave --namespace out, or convert them apart.");
        });
        write(converted);
        tell("Converted: " + counts(byKind(converted)) + "."
                + (conversion.skipped() == 0 ? "" : " Of other kinds, and skipped: " + conversion.skipped() + "."));
        conversion.leftOut().forEach(this::tell);
        remarks(converted);
        conversion.steps().forEach(this::tell);
    }

    /** Each sentence once: an account has it of hundreds of objects, and above each of them it stands too. */
    private void remarks(List<ExportedManifest> objects) {
        Map<String, List<String>> objectsByRemark = new LinkedHashMap<>();
        for (ExportedManifest object : objects) {
            object.remarks().forEach(remark -> objectsByRemark
                    .computeIfAbsent(remark, first -> new ArrayList<>())
                    .add(object.kind() + " " + object.name()));
        }
        objectsByRemark.forEach((remark, names) -> tell(
                names.getFirst() + (names.size() == 1 ? "" : " and " + (names.size() - 1) + " more") + ": " + remark));
        err().flush();
    }

    private void write(List<ExportedManifest> objects) {
        if (options.directory().isPresent()) {
            new ManifestDirectory(options.directory().get()).write(objects);
            return;
        }
        String separator = "";
        for (ExportedManifest object : objects) {
            out().print(separator);
            out().print(object.text());
            separator = "---\n";
        }
        if (out().checkError()) {
            throw new CommandException("Standard output cannot be written to: what has arrived there is not all.");
        }
    }

    private List<Manifest> manifests() {
        return new ManifestFiles(System.in).read(files).all();
    }

    private String state() {
        try {
            return terraformState.equals(ManifestFiles.STANDARD_INPUT)
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(terraformState), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandException(terraformState + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, Long> byKind(List<ExportedManifest> objects) {
        return objects.stream()
                .collect(Collectors.groupingBy(ExportedManifest::kind, TreeMap::new, Collectors.counting()));
    }

    private static String counts(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "nothing"
                : counts.entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", "));
    }

    private ParameterException senseless(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void tell(String text) {
        err().println(TerminalText.lines(text));
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
