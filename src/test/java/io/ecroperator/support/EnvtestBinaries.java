package io.ecroperator.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The programs a {@link LocalCluster} runs.
 *
 * @param etcd the etcd server
 * @param kubeApiServer the Kubernetes API server
 * @param kubectl the Kubernetes command line, of the same release
 */
record EnvtestBinaries(Path etcd, Path kubeApiServer, Path kubectl) {

    /**
     * The programs in the directory that the system property {@code envtest.dir} names, else the environment variable
     * {@code ENVTEST_DIR}.
     *
     * @throws IllegalStateException if neither is set or a program is not there; the message says what to do
     */
    static EnvtestBinaries find() {
        return in(directory());
    }

    /**
     * The container registry client {@code crane} in the same directory, which no cluster needs.
     *
     * @throws IllegalStateException as {@link #find} does
     */
    static Path crane() {
        return program(directory(), "crane");
    }

    private static Path directory() {
        return Optional.ofNullable(System.getProperty("envtest.dir"))
                .or(() -> Optional.ofNullable(System.getenv("ENVTEST_DIR")))
                .filter(dir -> !dir.isBlank())
                .map(Path::of)
                .orElseThrow(() -> new IllegalStateException("No API server to test with: "
                        + "run make envtest (or set ENVTEST_DIR) to the directory it prints"));
    }

    /**
     * The programs in the given directory.
     *
     * @throws IllegalStateException if one of them is missing or not executable
     */
    static EnvtestBinaries in(Path directory) {
        return new EnvtestBinaries(
                program(directory, "etcd"), program(directory, "kube-apiserver"), program(directory, "kubectl"));
    }

    private static Path program(Path directory, String name) {
        Path program = directory.resolve(name);
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException(
                    "No executable " + name + " in " + directory + ": run make envtest (or set ENVTEST_DIR)");
        }
        return program;
    }
}
