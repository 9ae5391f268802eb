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
        List<Manifest> found = new ArrayList<>();
        for (String name : names) {
            if (name.equals(STANDARD_INPUT)) {
                found.addAll(ManifestReader.read(name, text(name, standardInput)));
            } else {
                for (Path file : files(Path.of(name))) {
                    found.addAll(ManifestReader.read(file.toString(), text(file)));
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
            throw unreadable(path.toString(), e);
        } catch (UncheckedIOException e) {
            throw unreadable(path.toString(), e.getCause());
        }
    }

    private static String text(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return text(file.toString(), stream);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    private static String text(String name, InputStream stream) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(stream.readAllBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CommandException(inWords(name) + " is no text in UTF-8: save it as UTF-8, or leave it out.", e);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static CommandException unreadable(String name, IOException cause) {
        return new CommandException(name + " cannot be read: " + cause.getMessage(), cause);
    }
}
