package io.ecroperator.emulator;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Runs the emulator as a process, until it is killed. */
public final class EmulatorMain {
    private static final int DEFAULT_PORT = 4566;
    private static final int USAGE_ERROR = 2;
    private static final String USAGE = """
            usage: emulator [--port 4566] [--host 127.0.0.1] [--latency-ms N] [--seed N] [--lag-ms N]
                            [--token-lifetime 12h] [--proxy-port N] [--ca-file FILE]
                            [--account 123456789012] [--identities FILE]

              --token-lifetime  how long registry logins are good: 90s, 10m, 12h
              --proxy-port      serve the registries too, by an HTTPS proxy on this port (0: any), under their real names
              --ca-file         where to write the certificate that the proxy's clients have to trust; implies a proxy
              --account         account of access keys that nobody declared; a key of 12 digits is in that account
              --identities      JSON with accessKeys, roles, policies and webIdentities: see iam.Declarations""";

    private EmulatorMain() {}

    /**
     * Starts the emulator, prints its endpoint in one line and serves.
     *
     * @param args options, see the usage line
     * @throws InterruptedException never in practice: the process ends by a signal
     */
    public static void main(String[] args) throws InterruptedException {
        EmulatorOptions options;
        try {
            options = options(args);
        } catch (IllegalArgumentException | DateTimeException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            System.exit(USAGE_ERROR);
            return;
        }
        try (Emulator emulator = Emulator.start(options)) {
            System.out.printf("ECR emulator at %1$s (AWS_ENDPOINT_URL=%1$s)%n", emulator.endpoint());
            if (options.proxy().isPresent()) {
                System.out.printf(
                        "Registries by HTTPS_PROXY=%s SSL_CERT_FILE=%s%n",
                        emulator.dataPlane().proxy(),
                        options.proxy().get().caFile().map(Path::toString).orElse("(see --ca-file)"));
            }
            new CountDownLatch(1).await();
        }
    }

    /** {@return the options of a command line; IllegalArgumentException or DateTimeException if it makes no sense} */
    static EmulatorOptions options(String... args) {
        EmulatorOptions options = EmulatorOptions.DEFAULT.listen(EmulatorOptions.DEFAULT.host(), DEFAULT_PORT);
        if (args.length % 2 != 0) {
            throw new IllegalArgumentException("every option takes a value");
        }
        for (int i = 0; i < args.length; i += 2) {
            String value = args[i + 1];
            options = switch (args[i]) {
                case "--port" -> options.listen(options.host(), Integer.parseInt(value));
                case "--host" -> options.listen(value, options.port());
                case "--latency-ms" -> options.latency(Duration.ofMillis(Long.parseLong(value)));
                case "--seed" -> options.seed(Long.parseLong(value));
                case "--lag-ms" -> options.lag(new Lag(Duration.ofMillis(Long.parseLong(value)), 0));
                case "--token-lifetime" -> options.tokenLifetime(Duration.parse("PT" + value));
                case "--account" -> options.defaultAccount(value);
                case "--identities" -> options.identities(Path.of(value));
                case "--proxy-port" -> options.proxy(proxy(options).port(Integer.parseInt(value)));
                case "--ca-file" -> options.proxy(proxy(options).caFile(Path.of(value)));
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            };
        }
        return options;
    }

    private static ProxyOptions proxy(EmulatorOptions options) {
        return options.proxy().orElse(ProxyOptions.DEFAULT);
    }
}
