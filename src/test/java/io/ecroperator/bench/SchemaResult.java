package io.ecroperator.bench;

/**
 * What it costs to create objects; all figures are medians of the rounds.
 *
 * @param content how the policies are written
 * @param objects how many there are
 * @param seconds of kubectl, from its start to its end
 * @param apiServerCpuSeconds processor time of the API server
 * @param secondsRatio seconds against those of the comparison in the same round
 * @param apiServerCpuRatio the same of the processor time
 */
record SchemaResult(
        String content,
        int objects,
        double seconds,
        double apiServerCpuSeconds,
        double secondsRatio,
        double apiServerCpuRatio) {}
