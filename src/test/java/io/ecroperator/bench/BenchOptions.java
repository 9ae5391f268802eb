package io.ecroperator.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param sizes the numbers of things to measure with, one after the other; empty for {@code none}, which leaves what does not depend on it
 * @param latencyMillis what the emulator adds to every call
 * @param strict whether a promise that is not kept fails the program
 * @param output where the result goes
 */
record BenchOptions(List<Integer> sizes, int latencyMillis, boolean strict, Path output) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final String USAGE = "usage: [%s N[,N…]|none] [--latency-ms N] [--output PATH] [--strict]";

    /**
     * Reads the command line.
     *
     * @param sizeOption what the option is called that says how many
     * @param output where the result goes unless an option says
     * @throws IllegalArgumentException with the usage, if it makes no sense
     */
    static BenchOptions parse(String sizeOption, Path output, String... args) {
        return parse(sizeOption, output, List.of(200, 1_000), args);
    }

    /** The same with other sizes where no option says. */
    static BenchOptions parse(String sizeOption, Path output, List<Integer> defaultSizes, String... args) {
        List<Integer> sizes = defaultSizes;
        int latency = 5;
        boolean strict = false;
        Path file = output;
        Iterator<String> words = List.of(args).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--latency-ms" -> latency = number(value(words));
                case "--output" -> file = Path.of(value(words));
                case "--strict" -> strict = true;
                default -> {
                    if (!word.equals(sizeOption)) {
                        throw new IllegalArgumentException(USAGE.formatted(sizeOption));
                    }
                    sizes = numbers(value(words));
                }
            }
        }
        return new BenchOptions(sizes, latency, strict, file);
    }

    /**
     * Writes the result as JSON to the file and to standard output; ends the program with 1 if it is strict and a promise is
     * not kept.
     *
     * @throws IOException if it cannot be written
     */
    void report(Object result, List<Bar> bars) throws IOException {
        String json = JSON.writeValueAsString(result);
        Path file = output.toAbsolutePath();
        Files.createDirectories(file.getParent());
        Files.writeString(file, json + "\n");
        System.out.println(json);
        if (strict && !bars.stream().allMatch(Bar::held)) {
            System.exit(1);
        }
    }

    private static String value(Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException("an option lacks its value");
        }
        return words.next();
    }

    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : text.equals("none") ? new String[0] : text.split(",", -1)) {
            numbers.add(number(number));
        }
        return List.copyOf(numbers);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number: " + text, e);
        }
    }
}
