package io.ecroperator.cli.manifest;

import io.ecroperator.cli.outcome.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads what {@code -f} names: files, directories with all that is in them, standard input. */
public final class ManifestFiles {

    /** What stands for standard input. */
    public static final String STANDARD_INPUT = "-";

    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    private static final int MIB = 1024 * 1024;

    /** Of one file. A file that GitHub takes has at most 100 MiB. */
    private static final int MOST_BYTES = 64 * MIB;

    private final InputStream standardInput;

    /** Reads standard input from there, if it is named. */
    public ManifestFiles(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /**
     * All documents. Of a directory, files that end in .yaml, .yml or .json, sorted by their paths, those of its directories too;
     * a file that is named itself may end as it likes.
     *
     * @throws CommandException if something is not there, cannot be read or is none of the kinds and versions that the operator's API
     *     has, or if a directory has no such file; the message names file, document and line
     */
    public Manifests read(List<String> names) {
        Manifests found = readAll(names);
        if (!found.unreadable().isEmpty()) {
            throw new CommandException(found.unreadable().getFirst().inWords());
        }
        return found;
    }

    /**
     * The same, with what cannot be read beside what can.
     *
     * @throws CommandException if something is not there, or if a directory has no file with manifests
     */
    public Manifests readAll(List<String> names) {
        List<Document> found = new ArrayList<>();
        for (String name : names) {
            if (name.equals(STANDARD_INPUT)) {
                found.addAll(read(name, () -> standardInput.readNBytes(MOST_BYTES + 1)));
            } else {
                for (Path file : files(Path.of(name))) {
                    found.addAll(read(file.toString(), () -> bytes(file)));
                }
            }
        }
        return new Manifests(found);
    }

    /** The path, or what {@code -} stands for. */
    static String inWords(String name) {
        return name.equals(STANDARD_INPUT) ? "standard input" : name;
    }

    private static List<Path> files(Path path) {
        if (!Files.exists(path)) {
            throw new CommandException(path + " does not exist.");
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> below = Files.walk(path)) {
            List<Path> files = below.filter(Files::isRegularFile)
                    .filter(file -> ENDINGS.stream()
                            .anyMatch(ending -> file.getFileName().toString().endsWith(ending)))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new CommandException(path + " has no file that ends in " + String.join(", ", ENDINGS) + ".");
            }
            return files;
        } catch (IOException e) {
            throw new CommandException(path + " cannot be read: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new CommandException(path + " cannot be read: " + e.getCause().getMessage(), e);
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return stream.readNBytes(MOST_BYTES + 1);
        }
    }

    private static List<Document> read(String source, Bytes content) {
        try {
            byte[] bytes = content.read();
            if (bytes.length > MOST_BYTES) {
                return unreadable(source, "has more than " + MOST_BYTES / MIB + " MiB: split it.");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return ManifestReader.read(source, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return unreadable(source, "is no text in UTF-8: save it as UTF-8, or leave it out.");
        } catch (IOException e) {
            return unreadable(source, "cannot be read: " + e.getMessage() + ".");
        }
    }

    private static List<Document> unreadable(String source, String why) {
        return List.of(Unreadable.of(source, 0, Location.UNKNOWN, why));
    }

    /** At most one more than {@link #MOST_BYTES}. */
    private interface Bytes {
        byte[] read() throws IOException;
    }
}
