package io.ecroperator.emulator.dataplane;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.time.InstantSource;
import java.util.Optional;

/** All registries behind one handler; the Host header says which is meant. */
public final class DistributionEndpoint implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(DistributionEndpoint.class.getName());

    private final Admission admission;
    private final ImageRoutes images;
    private final LayerRoutes layers;
    private final ReferrerRoutes referrers;
    private final InstantSource clock;
    private final RequestLog log;

    /**
     * An endpoint.
     *
     * @param repositories where images are
     * @param tokens which logins are good
     * @param budget memory for layers
     * @param clock judge of expiry
     * @param log where every request is noted
     */
    public DistributionEndpoint(
            Repositories repositories, LoginTokens tokens, MemoryBudget budget, InstantSource clock, RequestLog log) {
        this.admission = new Admission(tokens, clock);
        this.images = new ImageRoutes(repositories);
        this.layers = new LayerRoutes(repositories, budget);
        this.referrers = new ReferrerRoutes(repositories);
        this.clock = clock;
        this.log = log;
    }

    /** {@return the registry that a request is for, empty if for none} */
    public static Optional<RegistryHost> hostOf(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                .map(host -> host.replaceFirst(":443$", ""))
                .flatMap(RegistryHost::of);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            RegistryHost host = hostOf(exchange)
                    .orElseThrow(() -> new IOException("The proxy lets in no request for another host"));
            String path = exchange.getRequestURI().getPath();
            Optional<Route> route = Route.of(path);
            Visitor visitor = Visitor.NOBODY;
            Answer answer;
            try {
                if (route.isPresent() && route.get() instanceof Route.Token) {
                    answer = token(exchange, host);
                } else {
                    visitor = admission.admit(host, authorization(exchange));
                    Call call = new Call(exchange, host, visitor);
                    answer = answer(call, route.orElseThrow(DistributionError::unsupported));
                }
            } catch (DistributionError refusal) {
                answer = refusal.answer();
            } catch (RuntimeException bug) {
                LOG.log(Level.ERROR, "The emulator failed in " + exchange.getRequestMethod() + " " + path, bug);
                answer = DistributionError.defect(bug).answer();
            }
            log.add(new LoggedRequest(
                    clock.instant(),
                    visitor.account(),
                    visitor.roleName(),
                    host.name(),
                    exchange.getRequestMethod(),
                    path,
                    route.map(Route::repository).orElse(""),
                    answer.status()));
            answer.writeTo(exchange);
        }
    }

    private Answer answer(Call call, Route route) throws IOException {
        return switch (route) {
            case Route.Base base -> Answer.json(HttpURLConnection.HTTP_OK, Json.object());
            case Route.Image image -> images.image(call, image);
            case Route.Referrers about -> referrers.referrers(call, about);
            case Route.Tags tags -> images.tags(call, tags);
            case Route.Blob blob -> layers.blob(call, blob);
            case Route.Upload upload -> layers.upload(call, upload);
            case Route.Token token -> throw DistributionError.unsupported();
        };
    }

    private Answer token(HttpExchange exchange, RegistryHost host) {
        if (host instanceof RegistryHost.Public here) {
            return Answer.json(HttpURLConnection.HTTP_OK, admission.bearerToken(here, authorization(exchange)));
        }
        throw DistributionError.unsupported();
    }

    private static Optional<String> authorization(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
    }
}
