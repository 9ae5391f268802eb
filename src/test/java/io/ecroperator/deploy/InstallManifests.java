package io.ecroperator.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of {@code deploy/install} and of the features beside it. */
public final class InstallManifests {

    private static final Path DIRECTORY = Path.of("deploy", "install");
    private static final Path PULL_SECRETS = Path.of("deploy", "pull-secrets");
    private static final Path OUTPUT_CONFIG_MAPS = Path.of("deploy", "output-config-maps");

    private InstallManifests() {}

    /** The files, in the order in which {@code kubectl apply -f} takes them. */
    public static List<Path> files() {
        return files(DIRECTORY);
    }

    /** The files that pull credentials need beside them. */
    public static List<Path> filesOfPullSecrets() {
        return files(PULL_SECRETS);
    }

    /** The files that output ConfigMaps need beside them. */
    public static List<Path> filesOfOutputConfigMaps() {
        return files(OUTPUT_CONFIG_MAPS);
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The objects of one type in all files. */
    public static <T extends HasMetadata> List<T> objects(Class<T> type) {
        return objects(files(), type);
    }

    /** The objects of one type in these files. */
    static <T extends HasMetadata> List<T> objects(List<Path> files, Class<T> type) {
        KubernetesSerialization serialization = new KubernetesSerialization();
        return files.stream()
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
