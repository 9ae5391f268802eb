package io.ecroperator.emulator;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The HTTPS proxy by which clients reach registries under their real host names.
 *
 * @param port TCP port on the emulator's address, 0 for any free one
 * @param caFile where the certificate that clients have to trust is written at the start, in PEM
 */
public record ProxyOptions(int port, Optional<Path> caFile) {
    /** Any free port, no file. */
    public static final ProxyOptions DEFAULT = new ProxyOptions(0, Optional.empty());

    /**
     * Listens elsewhere.
     *
     * @param newPort port
     * @return changed options
     */
    public ProxyOptions port(int newPort) {
        return new ProxyOptions(newPort, caFile);
    }

    /**
     * Writes the certificate to a file.
     *
     * @param file a file that is created or overwritten
     * @return changed options
     */
    public ProxyOptions caFile(Path file) {
        return new ProxyOptions(port, Optional.of(file));
    }
}
