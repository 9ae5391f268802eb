package io.ecroperator.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The promises about pull secrets, held against what was measured. */
final class PullSecretsBars {

    private static final Map<Integer, Integer> WRITTEN_WITHIN_SECONDS = Map.of(200, 5, 1_000, 15);
    private static final double AT_ONCE_SECONDS = 0.1;
    private static final double RSS_MEGABYTES = 180;

    private PullSecretsBars() {}

    /** The promises that are made for this number of namespaces. */
    static List<Bar> of(PullSecretsResult result) {
        int size = result.namespaces();
        String in = " in " + size + " namespaces";
        List<Bar> bars = new ArrayList<>();
        Integer limit = WRITTEN_WITHIN_SECONDS.get(size);
        if (limit != null) {
            bars.add(new Bar(
                    "seconds until the Secret stands" + in, result.create().writtenSeconds(), limit));
        }
        bars.add(new Bar("tokens minted for it" + in, result.create().mints(), PullSecretsScenario.REGISTRIES));
        bars.add(new Bar(
                "writes of Secrets for it" + in,
                PullSecretsResult.writesOf("secrets", result.create().apiServerWrites()),
                size));
        bars.add(new Bar(
                "seconds until a new namespace has it, median," + in,
                result.newNamespace().medianSeconds(),
                AT_ONCE_SECONDS));
        bars.add(new Bar(
                "seconds until a deleted Secret is back, median," + in,
                result.restore().medianSeconds(),
                AT_ONCE_SECONDS));
        bars.add(
                new Bar("tokens minted in a rotation" + in, result.rotation().mints(), PullSecretsScenario.REGISTRIES));
        bars.add(new Bar(
                "writes of Secrets in a rotation" + in,
                PullSecretsResult.writesOf("secrets", result.rotation().apiServerWrites()),
                result.rotation().secrets()));
        bars.add(new Bar(
                "tokens minted at a restart" + in,
                result.restart().awsCalls().getOrDefault(PullSecretsScenario.MINT, 0L),
                0));
        bars.add(new Bar(
                "writes of Secrets and status at a restart" + in,
                result.restart().apiServerWrites().values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                0));
        bars.add(new Bar("MB of memory at the peak" + in, result.operator().peakRssMegabytes(), RSS_MEGABYTES));
        return bars;
    }
}
