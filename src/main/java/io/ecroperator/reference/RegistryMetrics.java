package io.ecroperator.reference;

import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.view.ViewState;
import io.ecroperator.metrics.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measures the registries that are in use. Each has its series as long as that is so. */
public final class RegistryMetrics {

    private final Registries registries;
    private final MultiGauge sweepAge;
    private final MultiGauge sweepPeriod;
    private final MultiGauge repositories;
    private final MultiGauge listingDenied;
    private final MultiGauge inDoubt;

    private final BiConsumer<ConnectionSpec, String> calls;

    private RegistryMetrics(MeterRegistry meters, Registries registries, BiConsumer<ConnectionSpec, String> calls) {
        this.registries = registries;
        this.calls = calls;
        this.sweepAge = Metric.SWEEP_AGE.gauges(meters);
        this.sweepPeriod = Metric.SWEEP_PERIOD.gauges(meters);
        this.repositories = Metric.REPOSITORIES.gauges(meters);
        this.listingDenied = Metric.LISTING_DENIED.gauges(meters);
        this.inDoubt = Metric.REPOSITORIES_IN_DOUBT.gauges(meters);
    }

    /**
     * Shows them from now on.
     *
     * @param calls is told by which name the calls of a connection count; by the last one, if EcrRegistries share a connection
     */
    public static void show(MeterRegistry meters, Registries registries, BiConsumer<ConnectionSpec, String> calls) {
        RegistryMetrics metrics = new RegistryMetrics(meters, registries, calls);
        registries.onUse(metrics::show);
        metrics.show();
    }

    private void show() {
        Map<String, EcrConnection> inUse = registries.inUse();
        inUse.forEach((name, connection) -> calls.accept(connection.spec(), name));
        register(sweepAge, inUse, Metric.SWEEP_AGE, each -> seconds(each.unseenFor()));
        register(sweepPeriod, inUse, Metric.SWEEP_PERIOD, each -> each.periods()
                .sweep()
                .toSeconds());
        register(repositories, inUse, Metric.REPOSITORIES, each -> each.view()
                .repositories()
                .count());
        register(
                listingDenied,
                inUse,
                Metric.LISTING_DENIED,
                each -> each.view().state() instanceof ViewState.ByName ? 1 : 0);
        inDoubt.register(
                inUse.entrySet().stream()
                        .flatMap(each -> Stream.<Row<?>>of(
                                inDoubt(each, "refused", of -> of.freshness().refusedRepositories()),
                                inDoubt(each, "overdue", of -> of.freshness().overdueRepositories())))
                        .collect(Collectors.toList()),
                true);
    }

    private static void register(
            MultiGauge gauges, Map<String, EcrConnection> inUse, Metric metric, ToDoubleFunction<EcrConnection> value) {
        gauges.register(
                inUse.entrySet().stream()
                        .<Row<?>>map(each -> Row.of(metric.tagged(each.getKey()), each.getValue(), value))
                        .collect(Collectors.toList()),
                true);
    }

    private static Row<?> inDoubt(
            Map.Entry<String, EcrConnection> each, String cause, ToDoubleFunction<EcrConnection> value) {
        return Row.of(Metric.REPOSITORIES_IN_DOUBT.tagged(each.getKey(), cause), each.getValue(), value);
    }

    private static double seconds(Optional<Duration> age) {
        return age.map(Duration::toSeconds).map(Long::doubleValue).orElse(Double.NaN);
    }
}
