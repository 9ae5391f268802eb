package io.ecroperator.cli.plan;

import io.ecroperator.cli.plan.PlannedObject.Result;
import io.ecroperator.planning.Effect;
import io.ecroperator.planning.Finding;
import io.ecroperator.planning.Finding.Severity;
import io.ecroperator.planning.Step;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** A plan for people. */
final class TextReport {

    private static final String NEW = "fg(green)";
    private static final String CHANGED = "fg(yellow)";
    private static final String BAD = "fg(red)";

    private final Ansi ansi;
    private final StringJoiner lines = new StringJoiner(System.lineSeparator());

    private TextReport(Ansi ansi) {
        this.ansi = ansi;
    }

    /** The plan, in colours if they are wanted. */
    static String of(PlanResult result, Ansi ansi) {
        TextReport report = new TextReport(ansi);
        result.planned().stream()
                .filter(each -> each.result() != Result.UNCHANGED
                        || !each.forecast().findings().isEmpty())
                .forEach(report::object);
        report.summary(result);
        return report.lines.toString();
    }

    private void object(PlannedObject each) {
        lines.add(coloured(symbol(each.result()) + " " + each.inWords(), colour(each.result()))
                + "  ("
                + Stream.of(each.forecast().thing(), each.forecast().registry(), where(each))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", "))
                + ")");
        each.forecast().steps().forEach(this::step);
        each.previews().forEach(preview -> lines.add("      " + preview.inWords()));
        each.forecast().findings().forEach(this::finding);
        lines.add("");
    }

    private static String where(PlannedObject each) {
        return each.manifest()
                .map(manifest ->
                        manifest.place().source() + ":" + manifest.place().line())
                .orElse("in the cluster, concerned by the files");
    }

    private void step(Step step) {
        lines.add("    "
                + coloured(symbol(step.effect()) + " " + step.call(), step.effect() == Effect.CREATE ? NEW : CHANGED));
        step.details().forEach(detail -> lines.add("        " + coloured(detail, colour(detail))));
    }

    private void finding(Finding finding) {
        String text = finding.severity().name().toLowerCase(Locale.ROOT) + ": "
                + finding.reason().label() + ": " + finding.message();
        boolean bad = finding.severity() == Severity.REFUSED || finding.severity() == Severity.UNKNOWN;
        lines.add("    " + (bad ? coloured(text, BAD) : text));
    }

    private void summary(PlanResult result) {
        Map<Result, Integer> counts = result.counts();
        lines.add(counts.get(Result.CREATE) + " to create, " + counts.get(Result.TAKE_OVER) + " to take over, "
                + counts.get(Result.CHANGE) + " to change, " + counts.get(Result.UNCHANGED) + " with nothing to do, "
                + counts.get(Result.REFUSED) + " refused, " + counts.get(Result.UNKNOWN) + " unknown.");
        if (result.withoutAws() > 0) {
            lines.add("Objects of kinds that write nothing to AWS: " + result.withoutAws() + ".");
        }
        if (result.others() > 0) {
            lines.add("Documents of other kinds, not looked at: " + result.others() + ".");
        }
        lines.add("Deletions are not planned: what files no longer hold is not seen."
                + (result.live() ? "" : " No cluster was asked (--kubeconfig)."));
        lines.add("Calls to AWS: "
                + result.calls().entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", "))
                + "; none of them writes.");
    }

    private static String symbol(Result result) {
        return switch (result) {
            case CREATE -> "+";
            case TAKE_OVER -> ">";
            case CHANGE -> "~";
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
        };
    }

    private static String colour(Result result) {
        return switch (result) {
            case CREATE -> NEW;
            case TAKE_OVER, CHANGE -> CHANGED;
            case UNCHANGED -> "";
            case REFUSED, UNKNOWN -> BAD;
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

    /** What is coloured comes from manifests and AWS, so it is no markup. */
    private String coloured(String text, String style) {
        return ansi.enabled() && !style.isEmpty()
                ? Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.off(Ansi.Style.parse(style))
                : text;
    }
}
