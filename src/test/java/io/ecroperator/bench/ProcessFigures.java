package io.ecroperator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used, from Linux' {@code /proc}; elsewhere the figures are NaN.
 *
 * @param rssMegabytes resident memory now, in MB of 10^6 bytes
 * @param peakRssMegabytes the most it ever was
 * @param cpuSeconds user and system time since its start
 * @param threads threads of the system now
 */
record ProcessFigures(double rssMegabytes, double peakRssMegabytes, double cpuSeconds, double threads) {

    /** Of {@code USER_HZ}, which is 100 wherever Linux runs Java. */
    private static final double TICKS_PER_SECOND = 100;

    private static final double MEGABYTES_PER_KIBIBYTE = 1024 / 1e6;

    private static final ProcessFigures UNKNOWN = new ProcessFigures(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** The figures of a living process. */
    static ProcessFigures of(long pid) {
        Path directory = Path.of("/proc", String.valueOf(pid));
        if (!Files.exists(directory)) {
            return UNKNOWN;
        }
        try {
            String stat = Files.readString(directory.resolve("stat"));
            // The second field is the command in parentheses and may hold spaces; utime and stime are fields 14 and 15.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1);
            double ticks = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
            return new ProcessFigures(
                    number(directory, "VmRSS:") * MEGABYTES_PER_KIBIBYTE,
                    number(directory, "VmHWM:") * MEGABYTES_PER_KIBIBYTE,
                    ticks / TICKS_PER_SECOND,
                    number(directory, "Threads:"));
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static double number(Path directory, String name) throws IOException {
        return Files.readAllLines(directory.resolve("status")).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElse(Double.NaN);
    }
}
