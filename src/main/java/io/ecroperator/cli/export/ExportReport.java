package io.ecroperator.cli.export;

import io.ecroperator.aws.RegistryId;
import io.ecroperator.cli.export.object.ExportedManifest;
import io.ecroperator.cli.export.object.Names;
import io.ecroperator.cli.terminal.TerminalText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is said of an export on standard error. */
final class ExportReport {

    private final PrintWriter err;

    ExportReport(PrintWriter err) {
        this.err = err;
    }

    /** A text on lines of its own. */
    void tell(String text) {
        err.println(TerminalText.lines(text));
        err.flush();
    }

    /** How much there was of each kind, and how many calls it took, by operation. */
    void exported(RegistryId registry, List<ExportedManifest> objects, Map<String, Long> calls) {
        tell("Exported " + registry.inWords() + ": " + counts(byKind(objects)) + ". Calls to AWS: " + counts(calls)
                + ".");
    }

    /** The same of objects of another tool. */
    void converted(List<ExportedManifest> objects, int skipped) {
        tell("Converted: " + counts(byKind(objects)) + "."
                + (skipped == 0 ? "" : " Of other kinds, and skipped: " + skipped + "."));
    }

    /** Each sentence once: an account has it of hundreds of objects, and above each of them it stands too. */
    void remarks(List<ExportedManifest> objects) {
        Map<String, List<String>> objectsByRemark = new LinkedHashMap<>();
        for (ExportedManifest object : objects) {
            object.remarks().forEach(remark -> objectsByRemark
                    .computeIfAbsent(remark, first -> new ArrayList<>())
                    .add(object.kind() + " " + object.name()));
        }
        objectsByRemark.forEach((remark, names) -> tell(
                names.getFirst() + (names.size() == 1 ? "" : " and " + (names.size() - 1) + " more") + ": " + remark));
    }

    /** Files of an earlier export that this one has not. */
    void others(Path directory, List<String> files) {
        if (!files.isEmpty()) {
            tell("Files in " + directory + " that are not of this export, and stay: " + Names.some(files)
                    + ". ECR does not have what they declare, or it is called otherwise by now. Without its manifest, a"
                    + " GitOps tool deletes the object; with it, the operator may create the repository again.");
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
}
