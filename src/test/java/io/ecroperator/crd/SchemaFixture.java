package io.ecroperator.crd;

import static java.util.function.Predicate.not;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One case of the schema suite, {@code src/test/resources/schema/<kind>/<prefix>-<what>}.
 *
 * <p>The prefix says what the API server shall do: {@code valid} and {@code invalid} are one file with an object,
 * {@code validStatus} and {@code invalidStatus} one with a status to be written to a valid object, and {@code
 * valid-update} and {@code invalid-update} a directory with {@code before.yaml} and {@code after.yaml}. Each line {@code
 * # expect:} of an invalid file is a part of the refusal. {@code ${a x 256}} in a file stands for 256 times that
 * character.
 *
 * @param name kind and file name, as the report of the tests shows it
 * @param expectation what the API server shall do
 * @param before the object that is there first, for an update
 * @param object the object to be judged
 * @param messages parts of the refusal; empty where there is none
 */
public record SchemaFixture(
        String name,
        Expectation expectation,
        Optional<GenericKubernetesResource> before,
        GenericKubernetesResource object,
        List<String> messages) {

    private static final Path DIRECTORY = Path.of("src", "test", "resources", "schema");
    private static final Pattern REPEATED = Pattern.compile("\\$\\{(.) x (\\d+)}");
    private static final String EXPECT = "# expect: ";

    /** What the API server shall do with the object, by the beginning of the file name; the longest one counts. */
    public enum Expectation {
        /** Refuse a status. */
        REFUSED_STATUS("invalidStatus-"),
        /** Take a status. */
        ACCEPTED_STATUS("validStatus-"),
        /** Refuse the object. */
        REFUSED("invalid-"),
        /** Take the object. */
        ACCEPTED("valid-");

        private final String prefix;

        Expectation(String prefix) {
            this.prefix = prefix;
        }

        /** Whether the object is refused. */
        public boolean isRefused() {
            return this == REFUSED || this == REFUSED_STATUS;
        }

        /** Whether the fixture is about the status. */
        public boolean isStatus() {
            return this == ACCEPTED_STATUS || this == REFUSED_STATUS;
        }

        private static Expectation of(String fileName) {
            return Stream.of(values())
                    .filter(expectation -> fileName.startsWith(expectation.prefix))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No fixture of the schema suite: " + fileName));
        }
    }

    /**
     * Every fixture of every kind, by name.
     *
     * @throws IllegalStateException if there is a file that is none
     */
    public static List<SchemaFixture> all() {
        List<SchemaFixture> fixtures = new ArrayList<>();
        for (Path kind : entries(DIRECTORY)) {
            for (Path entry : entries(kind)) {
                fixtures.add(read(kind.getFileName() + "/" + entry.getFileName(), entry));
            }
        }
        return fixtures;
    }

    /** The objects in a file, which may hold several documents. */
    public static List<GenericKubernetesResource> objects(Path file) {
        return Stream.of(expanded(file).split("(?m)^---$"))
                .filter(not(String::isBlank))
                .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
                .toList();
    }

    private static SchemaFixture read(String name, Path entry) {
        Expectation expectation = Expectation.of(entry.getFileName().toString());
        Path judged = entry;
        Optional<GenericKubernetesResource> before = Optional.empty();
        if (Files.isDirectory(entry)) {
            judged = entry.resolve("after.yaml");
            Path first = entry.resolve("before.yaml");
            before = Optional.of(only(first));
            if (!entries(entry).equals(List.of(judged, first))) {
                throw new IllegalStateException("Not only before.yaml and after.yaml in " + entry);
            }
        }
        List<String> messages = expanded(judged)
                .lines()
                .filter(line -> line.startsWith(EXPECT))
                .map(line -> line.substring(EXPECT.length()).strip())
                .toList();
        if (expectation.isRefused() == messages.isEmpty()) {
            throw new IllegalStateException("An invalid fixture, and only that, has lines '" + EXPECT + "': " + judged);
        }
        return new SchemaFixture(name, expectation, before, only(judged), messages);
    }

    private static GenericKubernetesResource only(Path file) {
        List<GenericKubernetesResource> objects = objects(file);
        if (objects.size() != 1) {
            throw new IllegalStateException("Not one object in " + file);
        }
        return objects.getFirst();
    }

    private static String expanded(Path file) {
        try {
            return REPEATED.matcher(Files.readString(file))
                    .replaceAll(match -> match.group(1).repeat(Integer.parseInt(match.group(2))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is in a directory, by name. */
    static List<Path> entries(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
