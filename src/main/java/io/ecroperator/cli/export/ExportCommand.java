package io.ecroperator.cli.export;

import io.ecroperator.aws.error.AwsException;
import io.ecroperator.cli.aws.AwsOptions;
import io.ecroperator.cli.aws.CommandAws;
import io.ecroperator.cli.export.account.AccountReader;
import io.ecroperator.cli.export.account.FoundAccount;
import io.ecroperator.cli.export.account.Selection;
import io.ecroperator.cli.export.ack.AckObjects;
import io.ecroperator.cli.export.conversion.Conversion;
import io.ecroperator.cli.export.externalsecrets.ExternalSecretObjects;
import io.ecroperator.cli.export.object.Acceptance;
import io.ecroperator.cli.export.object.ExportedKind;
import io.ecroperator.cli.export.object.ExportedManifest;
import io.ecroperator.cli.export.object.ExportedObject;
import io.ecroperator.cli.export.terraform.RemovedBlocks;
import io.ecroperator.cli.export.terraform.TerraformState;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.cli.manifest.ManifestFiles;
import io.ecroperator.cli.outcome.CommandException;
import io.ecroperator.cli.outcome.ExitCode;
import io.ecroperator.cli.outcome.Failures;
import io.ecroperator.cli.progress.TerminalProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
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
        new ExportReport(err()).tell(blocks.remarks());
    }

    private int exportAccount() {
        try (CommandAws connection = aws.open()) {
            Selection selection = options.selection();
            Set<ExportedKind> kinds = options.kinds();
            FoundAccount found = new AccountReader(
                            connection.connection(), kinds, selection, TerminalProgress.on(err()))
                    .read(connection.registry());
            found.refuseNothing(selection);
            List<ExportedManifest> objects = new AccountExport(options.frame(), options.shares()).of(found, kinds);
            write(objects);
            ExportReport report = new ExportReport(err());
            report.exported(found.registry(), objects, connection.calls());
            found.notices(selection, kinds).forEach(report::tell);
            report.remarks(objects);
            options.directory()
                    .ifPresent(directory -> report.others(
                            directory,
                            new ManifestDirectory(directory)
                                    .others(objects, new EarlierObjects(kinds, selection.isEverything(), found))));
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
        ExportReport report = new ExportReport(err());
        report.converted(converted, conversion.skipped());
        conversion.leftOut().forEach(report::tell);
        report.remarks(converted);
        conversion.steps().forEach(report::tell);
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

    private ParameterException senseless(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
