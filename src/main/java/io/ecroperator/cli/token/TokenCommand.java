package io.ecroperator.cli.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ecroperator.aws.RegistryToken;
import io.ecroperator.cli.aws.AwsOptions;
import io.ecroperator.cli.aws.CommandAws;
import io.ecroperator.cli.outcome.CommandException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a login. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Print a login to a registry.",
        description = {
            "Asks ECR for a token (ecr:GetAuthorizationToken) and prints it. A token lives for up to 12 hours and opens every"
                    + " registry of the region that the credentials may pull from, other accounts' too.%n",
            "Whoever sees the output can pull, and push, as you: send it to a file or a pipe. In a cluster, an EcrPullSecret"
                    + " keeps a Secret with it that does not expire.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the login is printed", "1:it failed"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ecr-operator token --region eu-central-1 -o password | docker login -u AWS --password-stdin"
                    + " 123456789012.dkr.ecr.eu-central-1.amazonaws.com",
            "  ecr-operator token --registry-host public.ecr.aws > ~/.docker/config.json"
        })
public final class TokenCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();

    /** How the login is printed. */
    private enum Output {
        DOCKER_CONFIG("docker-config"),
        PASSWORD("password"),
        JSON("json"),
        YAML("yaml");

        private final String word;

        Output(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--registry-host",
            paramLabel = "HOST",
            description =
                    "The registry, such as 123456789012.dkr.ecr.eu-central-1.amazonaws.com, or public.ecr.aws; it goes"
                            + " before --region. Default: the credentials' own registry in the region.")
    private String registryHost;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "docker-config",
            paramLabel = "FORMAT",
            description =
                    "docker-config (what ~/.docker/config.json and a Secret's .dockerconfigjson hold), password (it"
                            + " alone, without a line end; the user is AWS), json or yaml (with expiresAt). Default: ${DEFAULT-VALUE}.")
    private String output;

    @Mixin
    private AwsOptions aws;

    @Override
    public Integer call() {
        Output wanted = output();
        Optional<RegistryHost> host = Optional.ofNullable(registryHost).map(RegistryHost::of);
        try (CommandAws connections = aws.open(host.map(RegistryHost::region))) {
            RegistryToken token = host.filter(RegistryHost::isPublic).isPresent()
                    ? connections.connection().publicAuthorization().getAuthorizationToken()
                    : connections.connection().authorization().getAuthorizationToken();
            spec.commandLine()
                    .getOut()
                    .print(text(wanted, host.map(RegistryHost::host).orElseGet(() -> own(token)), token));
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private Output output() {
        for (Output each : Output.values()) {
            if (each.toString().equals(output)) {
                return each;
            }
        }
        throw new CommandException("-o takes docker-config, password, json or yaml, and not " + output + ".");
    }

    /** ECR says which registry is the caller's own. */
    private static String own(RegistryToken token) {
        return token.proxyEndpoint().map(URI::create).map(URI::getHost).orElse(RegistryHost.PUBLIC);
    }

    private static String text(Output output, String host, RegistryToken token) {
        return switch (output) {
            case PASSWORD -> token.password();
            case DOCKER_CONFIG ->
                written(
                                JSON,
                                Map.of(
                                        "auths",
                                        Map.of(
                                                host,
                                                ordered(
                                                        "username", token.username(),
                                                        "password", token.password(),
                                                        "auth", token.authorizationToken()))))
                        + System.lineSeparator();
            case JSON -> written(JSON, data(host, token)) + System.lineSeparator();
            case YAML -> written(YAML, data(host, token));
        };
    }

    private static Map<String, String> data(String host, RegistryToken token) {
        return ordered(
                "registryHost", host,
                "username", token.username(),
                "password", token.password(),
                "expiresAt", token.expiresAt().toString());
    }

    private static Map<String, String> ordered(String... keysAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int at = 0; at < keysAndValues.length; at += 2) {
            map.put(keysAndValues[at], keysAndValues[at + 1]);
        }
        return map;
    }

    /** A failure would quote what it holds, so it is not passed on. */
    private static String written(ObjectMapper mapper, Map<String, ?> map) {
        try {
            return mapper.writeValueAsString(map);
        } catch (JsonProcessingException unlikely) {
            throw new IllegalStateException("the login cannot be written");
        }
    }
}
