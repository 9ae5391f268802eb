package io.ecroperator.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param repositories the numbers of repositories to measure with, one after the other
 * @param latencyMillis what the emulator adds to every call
 * @param strict whether a promise that is not kept fails the program
 * @param output where the result goes
 */
record BenchOptions(List<Integer> repositories, int latencyMillis, boolean strict, Path output) {

    static final String USAGE = "usage: BenchMain [--repositories N[,N…]] [--latency-ms N] [--output PATH] [--strict]";

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException if it is not as {@link #USAGE} says
     */
    static BenchOptions parse(String... args) {
        List<Integer> repositories = List.of(200, 1_000);
        int latency = 5;
        boolean strict = false;
        Path output = Path.of("target", "bench", "result.json");
        Iterator<String> words = List.of(args).iterator();
        while (words.hasNext()) {
            switch (words.next()) {
                case "--repositories" -> repositories = numbers(value(words));
                case "--latency-ms" -> latency = number(value(words));
                case "--output" -> output = Path.of(value(words));
                case "--strict" -> strict = true;
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        return new BenchOptions(repositories, latency, strict, output);
    }

    private static String value(Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(USAGE);
        }
        return words.next();
    }

    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : text.split(",", -1)) {
            numbers.add(number(number));
        }
        return List.copyOf(numbers);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(USAGE, e);
        }
    }
}
