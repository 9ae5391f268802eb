package io.ecroperator.cli.export;

import io.ecroperator.cli.export.object.ExportedManifest;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.cli.manifest.ManifestFiles;
import io.ecroperator.cli.outcome.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A directory with a file for each object. Files of an earlier export are written over where they differ, and none is removed:
 * whether an object goes, whoever keeps the directory decides.
 */
final class ManifestDirectory {

    private static final String ENDING = ".yaml";

    private final Path directory;

    /** A directory that need not be there yet. */
    ManifestDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * Writes what is not there yet.
     *
     * @throws CommandException if that cannot be, or if a file that is there has an object of another namespace; then no file is
     *     written
     */
    void write(List<ExportedManifest> objects) {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new CommandException("-d " + directory + " is a file, and has to be a directory.");
        }
        try {
            Files.createDirectories(directory);
            Map<Path, byte[]> changed = new LinkedHashMap<>();
            Map<String, ExportedManifest> byFileName = byFileName(objects);
            for (Map.Entry<String, ExportedManifest> each : byFileName.entrySet()) {
                Path file = directory.resolve(each.getKey());
                byte[] text = each.getValue().text().getBytes(StandardCharsets.UTF_8);
                if (!Files.exists(file)) {
                    changed.put(file, text);
                } else if (!Arrays.equals(text, Files.readAllBytes(file))) {
                    refuseAnotherNamespace(file, each.getValue().namespace());
                    changed.put(file, text);
                }
            }
            for (Map.Entry<Path, byte[]> each : changed.entrySet()) {
                Files.write(each.getKey(), each.getValue());
            }
        } catch (IOException e) {
            throw new CommandException(directory + " cannot be written to: " + e.getMessage(), e);
        }
    }

    private static Map<String, ExportedManifest> byFileName(List<ExportedManifest> objects) {
        boolean severalNamespaces = objects.stream()
                        .map(ExportedManifest::namespace)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .count()
                > 1;
        Map<String, ExportedManifest> byFileName = new LinkedHashMap<>();
        objects.forEach(object -> byFileName.put(
                ofThisDirectory(severalNamespaces ? object.fileNameWithNamespace() : object.fileName()), object));
        return byFileName;
    }

    /** Manifests of other tools that nobody has applied may call an object anything. */
    private static String ofThisDirectory(String fileName) {
        if (fileName.contains("/") || fileName.contains("\\")) {
            throw new CommandException(fileName
                    + " is no name of a file. Nothing is written: correct metadata.name or metadata.namespace.");
        }
        return fileName;
    }

    /** Shared policies have one name in each namespace: the second export would take the first one's from its repositories. */
    private static void refuseAnotherNamespace(Path file, String namespace) {
        manifests(file).stream()
                .map(Manifest::namespace)
                .filter(there -> !there.isEmpty() && !namespace.isEmpty() && !there.equals(namespace))
                .findFirst()
                .ifPresent(there -> {
                    throw new CommandException(
                            file + " has an object of the namespace " + there + ", and would be one of " + namespace
                                    + ". Nothing is written: name a directory of its own for each namespace.");
                });
    }

    private static List<Manifest> manifests(Path file) {
        try {
            return new ManifestFiles(InputStream.nullInputStream())
                    .read(List.of(file.toString()))
                    .all();
        } catch (CommandException noManifests) {
            return List.of(); // nobody's object is lost with it
        }
    }

    /**
     * Names of files that these objects are not in, sorted.
     *
     * @param earlier which files are looked at, by kind and name of their objects
     */
    List<String> others(List<ExportedManifest> objects, EarlierObjects earlier) {
        Set<String> written = byFileName(objects).keySet();
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING) && name.contains("-") && !written.contains(name))
                    .filter(name -> earlier.wouldBeAmong(
                            name.substring(0, name.indexOf('-')),
                            name.substring(name.indexOf('-') + 1, name.length() - ENDING.length())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CommandException(directory + " cannot be read: " + e.getMessage(), e);
        }
    }
}
