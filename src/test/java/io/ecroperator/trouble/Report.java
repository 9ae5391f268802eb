package io.ecroperator.trouble;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The table that make test prints at its end. */
final class Report {

    private static final Path FILE = Path.of("target", "summary", "trouble.txt");
    private static final String ROW = "%-34s %6s %6s %10s %5s %13s %6s %6s%n";

    private final List<String> rows = new ArrayList<>();
    private final Set<Strikes.Kind> kinds = new HashSet<>();
    private final long seed;

    Report(long seed) {
        this.seed = seed;
    }

    /** Adds how a trouble ended; {@code lost} and {@code extraWrites} are against the undisturbed course. */
    void add(String trouble, Strikes strikes, Course course, int lost, int extraWrites, Duration took) {
        kinds.addAll(strikes.kinds());
        rows.add(ROW.formatted(
                trouble,
                strikes.calls(),
                strikes.kills(),
                Fleet.SIZE - course.stuck().size(),
                lost,
                extraWrites,
                course.stuck().size(),
                took.toSeconds()));
    }

    /** Prints it, and keeps it in a file. */
    void publish() throws IOException {
        long operations = kinds.stream().map(Strikes.Kind::operation).distinct().count();
        long fates = kinds.stream().map(Strikes.Kind::fate).distinct().count();
        String text =
                "%nTrouble: %d objects each time, created, edited, deleted; %d operations, %d faults, %d pairs tried; seed %d%n"
                                .formatted(Fleet.SIZE, operations, fates, kinds.size(), seed)
                        + ROW.formatted("trouble", "calls", "kills", "converged", "lost", "extra writes", "stuck", "s")
                        + String.join("", rows);
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, text);
        System.out.println(text);
    }
}
