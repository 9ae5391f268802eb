package io.ecroperator.cli.validate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ecroperator.cli.manifest.Document;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.cli.terminal.TerminalText;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** How findings are told. */
enum Report {
    /** For people: by document, with a summary. */
    TABLE {
        @Override
        String of(Validation validation, Ansi ansi) {
            return table(validation, ansi);
        }
    },
    /** For programs. */
    JSON {
        @Override
        String of(Validation validation, Ansi ansi) {
            return TerminalText.lines(
                    written(new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT), tree(validation)));
        }
    },
    /** The same as YAML. */
    YAML {
        @Override
        String of(Validation validation, Ansi ansi) {
            return TerminalText.lines(
                    written(new YAMLMapper(), tree(validation)).strip());
        }
    },
    /** For code scanning, which shows any number of findings beside the lines. */
    SARIF {
        @Override
        String of(Validation validation, Ansi ansi) {
            return TerminalText.lines(
                    written(new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT), Sarif.of(validation)));
        }
    },
    /** Workflow commands of GitHub Actions, which show findings beside the lines of a pull request. */
    GITHUB {
        @Override
        String of(Validation validation, Ansi ansi) {
            return validation.findings().stream()
                    .map(Report::annotation)
                    .collect(Collectors.joining("\n", "", "\n" + summary(validation)))
                    .strip();
        }
    };

    /** Without a line break at its end. */
    abstract String of(Validation validation, Ansi ansi);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String table(Validation validation, Ansi ansi) {
        StringBuilder text = new StringBuilder();
        Optional<Document> current = Optional.empty();
        for (Finding finding : validation.findings()) {
            if (current.filter(document -> document == finding.document()).isEmpty()) {
                current = Optional.of(finding.document());
                text.append(TerminalText.line(finding.document().place().inWords()))
                        .append(finding.object()
                                .map(object -> ": " + bold(TerminalText.line(object.inWords()), ansi))
                                .orElse(""))
                        .append('\n');
            }
            text.append("  ")
                    .append(ansi.string(marked(finding.severity())))
                    .append(line(finding))
                    .append(TerminalText.line(finding.inWords()))
                    .append(" (")
                    .append(finding.topic().id())
                    .append(")\n");
        }
        return text.append(text.isEmpty() ? "" : "\n")
                .append(summary(validation))
                .toString();
    }

    /** What is said of a document as a whole is where the document is. */
    private static String line(Finding finding) {
        return finding.field().isEmpty() ? "" : "line " + finding.location().line() + ": ";
    }

    /** What a manifest says is no markup. */
    private static String bold(String text, Ansi ansi) {
        return ansi.enabled() ? Style.bold.on() + text + Style.bold.off() : text;
    }

    private static String marked(Severity severity) {
        String word = String.format("%-9s", severity.id());
        return switch (severity) {
            case ERROR -> "@|bold,red " + word + "|@";
            case WARNING -> "@|yellow " + word + "|@";
            case NOTE -> "@|faint " + word + "|@";
        };
    }

    private static String summary(Validation validation) {
        String found = validation.findings().isEmpty()
                ? "Nothing found"
                : numbered(validation.count(Severity.ERROR), "error") + ", "
                        + numbered(validation.count(Severity.WARNING), "warning") + ", "
                        + numbered(validation.count(Severity.NOTE), "note");
        return found + " in " + numbered(validation.objects(), "object") + "."
                + (validation.others() > 0
                        ? " " + numbered(validation.others(), "document") + " of other kinds not looked at."
                        : "");
    }

    private static String numbered(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String annotation(Finding finding) {
        String command =
                switch (finding.severity()) {
                    case ERROR -> "error";
                    case WARNING -> "warning";
                    case NOTE -> "notice";
                };
        return "::" + command + " file=" + property(finding.document().place().source())
                + known(",line=", finding.location().line())
                + known(",col=", finding.location().column())
                + ",title=" + property(finding.topic().id()) + "::"
                + data(TerminalText.lines(finding.inWordsWithObject()));
    }

    private static String known(String property, int number) {
        return number == 0 ? "" : property + number;
    }

    /** What a workflow command gives a meaning to: percent signs and line breaks. */
    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    private static ObjectNode tree(Validation validation) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        ArrayNode findings = tree.putArray("findings");
        for (Finding finding : validation.findings()) {
            Document.Place place = finding.document().place();
            Optional<Manifest> object = finding.object();
            findings.addObject()
                    .put("severity", finding.severity().id())
                    .put("id", finding.topic().id())
                    .put("source", place.source())
                    .put("document", place.document())
                    .put("line", finding.location().line())
                    .put("column", finding.location().column())
                    .put("kind", object.map(Manifest::kind).orElse(""))
                    .put("namespace", object.map(Manifest::namespace).orElse(""))
                    .put("name", object.map(Manifest::name).orElse(""))
                    .put("field", finding.field())
                    .put("message", finding.message());
        }
        tree.putObject("summary")
                .put("errors", validation.count(Severity.ERROR))
                .put("warnings", validation.count(Severity.WARNING))
                .put("notes", validation.count(Severity.NOTE))
                .put("objects", validation.objects())
                .put("others", validation.others());
        return tree;
    }

    private static String written(ObjectMapper mapper, ObjectNode tree) {
        try {
            return mapper.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree that cannot be written", e);
        }
    }
}
