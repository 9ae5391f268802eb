package io.ecroperator.emulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Runs the emulator alone: {@code --port 4566 [--latency-ms 5] [--seed 1]}, until it is stopped. */
public final class EmulatorMain {

    private EmulatorMain() {}

    /** Starts it and waits. */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> options = new HashMap<>(Map.of("--port", "4566", "--latency-ms", "0", "--seed", "1"));
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            if (options.replace(arguments[i], arguments[i + 1]) == null) {
                System.err.println("usage: EmulatorMain [--port N] [--latency-ms N] [--seed N]");
                System.exit(2);
            }
        }
        Emulator emulator =
                Emulator.start(Integer.parseInt(options.get("--port")), Long.parseLong(options.get("--seed")));
        emulator.latency(Duration.ofMillis(Long.parseLong(options.get("--latency-ms"))));
        System.out.println("ECR emulator ready: AWS_ENDPOINT_URL=" + emulator.endpoint());
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close));
        new CountDownLatch(1).await();
    }
}
