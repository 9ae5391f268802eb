package io.ecroperator.cli.plan;

import io.ecroperator.cli.plan.PlannedObject.Result;
import io.ecroperator.cli.terminal.TerminalText;
import io.ecroperator.planning.Effect;
import io.ecroperator.planning.Finding;
import io.ecroperator.planning.Finding.Severity;
import io.ecroperator.planning.Step;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** A plan for people. */
final class TableReport {

    private static final String NEW = "fg(green)";
    private static final String CHANGED = "fg(yellow)";
    private static final String BAD = "fg(red)";

    private final Ansi ansi;
    /** The messages of findings, and whose came first. */
    private final Map<String, String> told = new HashMap<>();

    private final StringJoiner lines = new StringJoiner(System.lineSeparator());

    private TableReport(Ansi ansi) {
        this.ansi = ansi;
    }

    /** The plan, in colours if they are wanted. */
    static String of(PlanResult result, Ansi ansi) {
        TableReport report = new TableReport(ansi);
        result.planned().stream()
                .filter(each -> each.result() != Result.UNCHANGED
                        || !each.forecast().findings().isEmpty())
                .forEach(report::object);
        report.summary(result);
        return report.lines.toString();
    }

    private void object(PlannedObject each) {
        String place = Stream.of(each.forecast().thing(), each.forecast().registry(), where(each))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        lines.add(coloured(symbol(each.result()) + " " + each.inWords(), colour(each.result())) + "  ("
                + TerminalText.line(place) + ")");
        each.forecast().steps().forEach(this::step);
        each.previews()
                .forEach(preview -> lines.add("      " + coloured(preview.inWords(), preview.isDrastic() ? BAD : "")));
        each.forecast().findings().forEach(finding -> finding(finding, each));
        lines.add("");
    }

    private static String where(PlannedObject each) {
        return each.manifest()
                .map(manifest ->
                        manifest.place().source() + ":" + manifest.place().line())
                .orElseGet(each.origin()::inWords);
    }

    private void step(Step step) {
        lines.add("    " + coloured(symbol(step.effect()) + " " + step.call(), colour(step.effect())));
        step.details().forEach(detail -> lines.add("        " + coloured(detail, colour(detail))));
    }

    /** What several have in common, such as that AWS did not answer, is said once. */
    private void finding(Finding finding, PlannedObject of) {
        String first = told.putIfAbsent(finding.message(), of.inWords());
        String text = finding.severity().name().toLowerCase(Locale.ROOT) + ": "
                + finding.reason().label() + ": "
                + (first == null ? finding.message() : "the same as for " + first + ".");
        boolean bad = finding.severity() == Severity.REFUSED || finding.severity() == Severity.UNKNOWN;
        lines.add("    " + coloured(text, bad ? BAD : ""));
    }

    private void summary(PlanResult result) {
        lines.add(counts(result));
        if (result.imagesLost() > 0) {
            lines.add(coloured(
                    "Images that go with their repositories, and that nobody can bring back: at least "
                            + result.imagesLost() + ".",
                    BAD));
        }
        if (result.withoutAws() > 0) {
            lines.add("Objects of kinds that write nothing to AWS: " + result.withoutAws() + ".");
        }
        if (result.others() > 0) {
            lines.add("Documents of other kinds, not looked at: " + result.others() + ".");
        }
        lines.add(deletions(result));
        lines.add("Calls to AWS: "
                + result.calls().entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", "))
                + "; none of them writes.");
    }

    /** The results that there are, those that a person has to look at first. */
    private static String counts(PlanResult result) {
        Map<Result, Integer> counts = result.counts();
        String found = Stream.of(
                        Result.REFUSED,
                        Result.UNKNOWN,
                        Result.DELETE,
                        Result.CREATE,
                        Result.TAKE_OVER,
                        Result.CHANGE,
                        Result.UNCHANGED)
                .filter(each -> counts.get(each) > 0)
                .map(each -> counts.get(each) + " " + inWords(each))
                .collect(Collectors.joining(", "));
        return found.isEmpty() ? "No object that stands for something in AWS." : found + ".";
    }

    private static String inWords(Result result) {
        return switch (result) {
            case CREATE -> "to create";
            case TAKE_OVER -> "to take over";
            case CHANGE -> "to change";
            case DELETE -> "to delete";
            case UNCHANGED -> "with nothing to do";
            case REFUSED -> "refused";
            case UNKNOWN -> "unknown";
        };
    }

    private static String deletions(PlanResult result) {
        if (result.pruned().isPresent()) {
            return "Objects of the cluster that the files no longer hold: "
                    + result.pruned().getAsInt() + ".";
        }
        return result.live()
                ? "What the files no longer hold was not looked for (--prune)."
                : "Deletions are not planned: what the files no longer hold, only a cluster tells (--kubeconfig, --prune).";
    }

    private static String symbol(Result result) {
        return switch (result) {
            case CREATE -> "+";
            case TAKE_OVER -> ">";
            case CHANGE -> "~";
            case DELETE -> "-";
            case UNCHANGED -> "=";
            case REFUSED -> "!";
            case UNKNOWN -> "?";
        };
    }

    private static String symbol(Effect effect) {
        return switch (effect) {
            case CREATE -> "+";
            case TAKE_OVER -> ">";
            case CHANGE, MARK -> "~";
            case DELETE -> "-";
        };
    }

    private static String colour(Result result) {
        return switch (result) {
            case CREATE -> NEW;
            case TAKE_OVER, CHANGE -> CHANGED;
            case UNCHANGED -> "";
            case DELETE, REFUSED, UNKNOWN -> BAD;
        };
    }

    private static String colour(Effect effect) {
        return switch (effect) {
            case CREATE -> NEW;
            case TAKE_OVER, CHANGE, MARK -> CHANGED;
            case DELETE -> BAD;
        };
    }

    private static String colour(String detail) {
        return switch (detail.charAt(0)) {
            case '+' -> NEW;
            case '-' -> BAD;
            case '~' -> CHANGED;
            default -> "";
        };
    }

    /** What is coloured comes from manifests and AWS, so it is no markup, and cannot steer the terminal either. */
    private String coloured(String text, String style) {
        String visible = TerminalText.line(text);
        return ansi.enabled() && !style.isEmpty()
                ? Ansi.Style.on(Ansi.Style.parse(style)) + visible + Ansi.Style.off(Ansi.Style.parse(style))
                : visible;
    }
}
