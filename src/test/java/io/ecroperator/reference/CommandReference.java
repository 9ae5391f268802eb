package io.ecroperator.reference;

import static io.ecroperator.reference.Table.code;
import static io.ecroperator.reference.Table.text;

import io.ecroperator.cli.EcrOperatorCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The page of the command line, from what picocli knows of it. */
record CommandReference() implements ReferenceSource {

    @Override
    public List<ReferencePage> pages() {
        CommandLine root = EcrOperatorCommand.commandLine();
        List<String> commands = new ArrayList<>();
        root.getSubcommands().forEach((name, command) -> commands.add(section(name, command)));
        String page = """
                # Command line

                %s

                %s
                Every command has `--help`. What a command has to say goes to standard output; warnings and what went wrong go to standard error.

                %s
                """.formatted(
                        root.getCommandSpec().usageMessage().header()[0],
                        paragraphs(root.getCommandSpec().usageMessage().description()),
                        commands.stream().map(String::strip).collect(Collectors.joining("\n\n")));
        return List.of(new ReferencePage("cli.md", page));
    }

    private static String section(String name, CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        Table options = new Table(
                List.of("Option", "Meaning"),
                command.getCommandSpec().options().stream()
                        .filter(option -> !option.hidden() && !option.usageHelp() && !option.versionHelp())
                        .map(CommandReference::row)
                        .toList());
        String synopsis = new Help(command.getCommandSpec(), Help.defaultColorScheme(Ansi.OFF))
                .synopsis(0)
                .strip();
        return "## " + name + "\n\n"
                + paragraphs(usage.header())
                + block(synopsis)
                + paragraphs(usage.description())
                + (command.getCommandSpec().options().size() > 2 ? options.markdown() + "\n" : "")
                + exits(usage.exitCodeList())
                + (usage.footer().length == 0
                        ? ""
                        : "Examples:\n\n"
                                + block(Stream.of(usage.footer())
                                        .map(String::strip)
                                        .collect(Collectors.joining("\n"))));
    }

    private static List<String> row(OptionSpec option) {
        String label = option.typeInfo().isBoolean() ? "" : " " + option.paramLabel();
        String description = String.join(" ", option.description())
                .replace("%n", " ")
                .replace(
                        "${COMPLETION-CANDIDATES}",
                        option.completionCandidates() == null ? "" : String.join(", ", option.completionCandidates()))
                .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValueString()));
        return List.of(
                Stream.of(option.names()).map(name -> code(name + label)).collect(Collectors.joining(", ")),
                text(description + (option.required() ? " Required." : "")));
    }

    private static String exits(Map<String, String> codes) {
        return codes.isEmpty()
                ? ""
                : new Table(
                                        List.of("Exit code", "Meaning"),
                                        codes.entrySet().stream()
                                                .map(entry -> List.of(code(entry.getKey()), text(entry.getValue())))
                                                .toList())
                                .markdown()
                        + "\n";
    }

    private static String paragraphs(String... lines) {
        return Stream.of(lines)
                .map(line -> line.replace("%n", "").strip() + "\n\n")
                .collect(Collectors.joining());
    }

    private static String block(String lines) {
        return "```sh\n" + lines + "\n```\n\n";
    }
}
