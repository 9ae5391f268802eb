package io.ecroperator.crd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code docs/coming-from.md} claims of the API server.
 *
 * <p>In its tables, code is one or more fields of {@code spec}, or of a statement below the heading {@code Statement}: in the second column what is refused, in the third what is
 * taken, in the fourth parts of the refusal. A block of YAML is a whole object; a first line {@code # Refused: } has a part
 * of the refusal, without one the object is taken. Code in running text is not looked at.
 *
 * @param accepted what the API server shall take
 * @param refused what it shall not take
 */
record ComingFromPage(List<Manifest> accepted, List<Refused> refused) {

    /** The name of every object. */
    static final String OBJECT = "web";

    private static final Path PAGE = Path.of("docs", "coming-from.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String FIELDS = "%s";
    private static final String STATEMENT = "repositoryPolicy: {statements: [{effect: Allow, %s}]}";
    private static final String REFUSED = "# Refused: ";

    /**
     * One object.
     *
     * @param name what the report of the tests shows
     * @param yaml the object as text, since the API server shall read it
     */
    record Manifest(String name, String yaml) {

        private static Manifest of(String fields, String spec) {
            return new Manifest(fields, """
                    apiVersion: ecr-operator.io/v1alpha1
                    kind: EcrRepository
                    metadata: {name: %s}
                    spec: {%s}
                    """.formatted(OBJECT, spec.formatted(fields)));
        }
    }

    /**
     * Objects that are refused for the same reason.
     *
     * @param name what the report of the tests shows
     * @param answers parts of the refusals: each object gets one of them, and each of them comes for an object
     */
    record Refused(String name, List<Manifest> manifests, List<String> answers) {}

    static ComingFromPage read() {
        String text = text();
        List<Manifest> accepted = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        String spec = FIELDS;
        for (String line : text.lines().toList()) {
            if (!line.startsWith("| ")) {
                spec = FIELDS;
                continue;
            }
            String[] cells = line.split("\\s*\\|\\s*", -1);
            if (cells[1].equals("Statement")) {
                spec = STATEMENT;
            }
            accepted.addAll(manifests(cells[3], spec));
            List<Manifest> theirs = manifests(cells[2], spec);
            if (!theirs.isEmpty()) {
                refused.add(new Refused(cells[1], theirs, code(cells[4]).toList()));
            }
        }
        BLOCK.matcher(text).results().map(block -> block.group(1)).forEach(yaml -> {
            String first = yaml.lines().findFirst().orElseThrow();
            if (first.startsWith(REFUSED)) {
                String answer = first.substring(REFUSED.length());
                refused.add(new Refused(answer, List.of(new Manifest(answer, yaml)), List.of(answer)));
            } else {
                accepted.add(new Manifest("block " + accepted.size(), yaml));
            }
        });
        return new ComingFromPage(List.copyOf(accepted), List.copyOf(refused));
    }

    private static List<Manifest> manifests(String cell, String spec) {
        return code(cell).map(fields -> Manifest.of(fields, spec)).toList();
    }

    private static Stream<String> code(String cell) {
        return CODE.matcher(cell).results().map(match -> match.group(1));
    }

    private static String text() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
