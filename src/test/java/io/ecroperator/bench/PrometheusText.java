package io.ecroperator.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads counters from the text format of Prometheus, as far as the two programs that are asked write it.
 *
 * @param text the whole answer of a metrics endpoint
 */
record PrometheusText(String text) {

    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /** The sums of a metric's series, grouped by what the function makes of the labels; null leaves one out. */
    Map<String, Double> sums(String metric, Function<Map<String, String>, String> group) {
        Map<String, Double> sums = new TreeMap<>();
        series(metric).forEach(line -> {
            String key = group.apply(labels(line));
            if (key != null) {
                sums.merge(key, Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)), Double::sum);
            }
        });
        return sums;
    }

    private Stream<String> series(String metric) {
        return text.lines().filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "));
    }

    private static Map<String, String> labels(String line) {
        Map<String, String> labels = new TreeMap<>();
        Matcher matcher = LABEL.matcher(line);
        while (matcher.find()) {
            labels.put(matcher.group(1), matcher.group(2));
        }
        return labels;
    }
}
