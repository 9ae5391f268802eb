package io.ecroperator.reference;

import static io.ecroperator.reference.Table.code;

import io.ecroperator.reference.OperatorSettings.Setting;
import java.util.List;

/** The page of what can be set on the process: the operator's settings from their source, and the world's by hand. */
record ConfigurationReference() implements ReferenceSource {

    private static final String PAGE = """
            # Configuration

            Everything is set by environment variables on the operator's container, or by the same name as a Java property
            (`-Decr-operator.sweep-period=10m`). A duration is a number and a unit: `30s`, `5m`, `1h`.

            ## The operator

            %s
            ## AWS

            Read by the AWS SDK as by every AWS tool. The operator stays alive, says `CredentialsUnavailable` on its objects and
            recovers by itself while these are wrong or missing.

            | Environment variable | Meaning |
            | --- | --- |
            | `AWS_REGION` | The region of the registry. Without it the SDK looks in the shared config file and in the instance metadata. |
            | `AWS_ROLE_ARN`, `AWS_WEB_IDENTITY_TOKEN_FILE` | IAM roles for service accounts (IRSA); EKS sets them in the pod. |
            | `AWS_CONTAINER_CREDENTIALS_FULL_URI`, `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE` | EKS Pod Identity; EKS sets them in the pod. |
            | `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN` | Static keys, outside EKS. |
            | `AWS_PROFILE`, `AWS_SHARED_CREDENTIALS_FILE`, `AWS_CONFIG_FILE` | Profiles in shared files. |
            | `AWS_ENDPOINT_URL` | One endpoint for all services: a private endpoint or a stand-in for AWS. |
            | `AWS_ENDPOINT_URL_ECR`, `AWS_ENDPOINT_URL_STS`, `AWS_ENDPOINT_URL_RESOURCE_GROUPS_TAGGING_API` | The same for one service; stronger than `AWS_ENDPOINT_URL`. |
            | `AWS_USE_FIPS_ENDPOINT`, `AWS_USE_DUALSTACK_ENDPOINT` | `true` for those kinds of endpoint. |

            The rights that the identity needs are in [deploy/iam](../../deploy/iam). `tag:GetResources` is optional: without it
            tags are read one repository at a time. Rights for some repositories only are enough, see [SECURITY.md](../../SECURITY.md).

            ## Kubernetes

            | Environment variable | Meaning |
            | --- | --- |
            | `KUBECONFIG` | The kubeconfig outside a cluster. Within one, the pod's ServiceAccount is used. |

            ## The process

            | Environment variable | Default | Meaning |
            | --- | --- | --- |
            | `QUARKUS_HTTP_PORT` | `8080` | Port of `/q/health/live`, `/q/health/ready` and `/q/metrics`. |
            | `QUARKUS_HTTP_HOST` | `0.0.0.0` | Address that it listens on. |
            | `QUARKUS_LOG_LEVEL` | `INFO` | Level of the log: `ERROR`, `WARN`, `INFO`, `DEBUG`. |
            | `QUARKUS_LOG_CONSOLE_JSON_ENABLED` | `true` | One JSON object per line; `false` for lines to read. |
            | `JDK_JAVA_OPTIONS` | | Options of the JVM. The image sets those of [deploy/jvm.options](../../deploy/jvm.options); `@/app/jvm.options -Xmx200m` adds to them. |
            """;

    @Override
    public List<ReferencePage> pages() {
        Table settings = new Table(
                List.of("Environment variable", "Property", "Type", "Default", "Meaning"),
                OperatorSettings.read().stream()
                        .map(ConfigurationReference::row)
                        .toList());
        return List.of(new ReferencePage("configuration.md", PAGE.formatted(settings.markdown())));
    }

    private static List<String> row(Setting setting) {
        return List.of(
                code(setting.variable()),
                code(setting.property()),
                type(setting.type()),
                code(setting.defaultValue()),
                setting.meaning());
    }

    /** What a user types for the Java type; an unknown one has no name yet. */
    private static String type(String java) {
        return switch (java) {
            case "String", "Optional<String>" -> "text";
            case "Duration" -> "duration";
            case "int" -> "number";
            case "boolean" -> "`true` or `false`";
            case "Optional<List<String>>" -> "list";
            default -> throw new IllegalStateException("no words for " + java);
        };
    }
}
