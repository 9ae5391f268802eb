package io.ecroperator.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of {@code deploy/install}. */
public final class InstallManifests {

    private static final Path DIRECTORY = Path.of("deploy", "install");

    private InstallManifests() {}

    /** The files, in the order in which {@code kubectl apply -f} takes them. */
    public static List<Path> files() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The objects of one type in all files. */
    public static <T extends HasMetadata> List<T> objects(Class<T> type) {
        KubernetesSerialization serialization = new KubernetesSerialization();
        return files().stream()
                .flatMap(file -> Stream.of(text(file).split("(?m)^---$")))
                .map(document -> serialization.<HasMetadata>unmarshal(document))
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** What a file holds. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
