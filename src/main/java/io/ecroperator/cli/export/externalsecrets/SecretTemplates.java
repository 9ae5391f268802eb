package io.ecroperator.cli.export.externalsecrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.cli.export.conversion.ConversionNotes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the Secret looks that an ExternalSecret makes of a token, as {@code spec.secret} of a pull secret. */
final class SecretTemplates {

    private static final String DOCKER_CONFIG_JSON = "DockerConfigJson";
    private static final String REPO_CREDS = "ArgoCdRepoCreds";
    private static final String REPOSITORY = "ArgoCdRepository";
    private static final String BASIC_AUTH = "BasicAuth";
    private static final String TOKEN = "Token";

    /** Where Argo CD sees what a Secret is for. */
    private static final String ARGO_CD_LABEL = "argocd.argoproj.io/secret-type";

    private static final String DOCKER_CONFIG_KEY = ".dockerconfigjson";

    /** What ECR's tokens have, as Secrets without a template and the formats of the operator have it. */
    private static final Set<String> LOGIN = Set.of("username", "password");

    /** What the formats for Argo CD write of what a template may say. */
    private static final Set<String> ARGO_CD_KEYS =
            Set.of("username", "password", "type", "url", "enableOCI", "project");

    /** Labels and annotations of tools that say whose the ExternalSecret is, and not what its Secret is for. */
    private static final List<String> OF_APPLIERS =
            List.of("kubectl.kubernetes.io/", "argocd.argoproj.io/", "meta.helm.sh/", "ecr-operator.io/");

    private static final Pattern AFTER_HOST =
            Pattern.compile("^(?:oci://|https://)?(?:\\{\\{.*}}|[^/{]+)/(?<path>.+)$");

    private SecretTemplates() {}

    /** Without a field where ours has the default; what has no place in it is noted. */
    static ObjectNode of(ExternalSecret from, int tokens, ConversionNotes notes) {
        JsonNode template = from.target().path("template");
        ObjectNode secret = JsonNodeFactory.instance.objectNode();
        if (!from.secretName().equals(from.manifest().name())) {
            secret.put("name", from.secretName());
        }
        String format = format(from, template, notes);
        if (!format.equals(DOCKER_CONFIG_JSON)) {
            secret.put("format", format);
        }
        if (Set.of(BASIC_AUTH, TOKEN).contains(format) && tokens > 1) {
            notes.obstacle("its Secret has several logins in keys of their own, and ours of the format " + format
                    + " has one: write an EcrPullSecret for each");
        }
        metadata("labels", from, template, format, secret, notes);
        metadata("annotations", from, template, format, secret, notes);
        if (isOfArgoCd(format)) {
            argoCd(template.path("data"), format, secret, notes);
        }
        noPlace(from, template, format, notes);
        return secret;
    }

    /** Whether Argo CD reads what {@code spec.secret} says, so that each Secret has a name of its own. */
    static boolean isOfArgoCd(JsonNode secret) {
        return isOfArgoCd(secret.path("format").asText());
    }

    private static boolean isOfArgoCd(String format) {
        return Set.of(REPO_CREDS, REPOSITORY).contains(format);
    }

    private static String format(ExternalSecret from, JsonNode template, ConversionNotes notes) {
        String type = template.path("type").asText();
        String argoCd = metadataOf(from, template, "labels").path(ARGO_CD_LABEL).asText();
        JsonNode data = template.path("data");
        if (!argoCd.isEmpty()) {
            if (!Set.of("repo-creds", "repository").contains(argoCd)) {
                notes.obstacle("Argo CD takes its Secret for a " + argoCd + ", which the operator does not write");
            }
            return argoCd.equals("repo-creds") ? REPO_CREDS : REPOSITORY;
        }
        if (type.startsWith("kubernetes.io/dockerc") || data.has(DOCKER_CONFIG_KEY)) {
            Set<String> hosts = TemplateHosts.beside(from.templateText());
            if (!hosts.isEmpty()) {
                notes.obstacle("its template has a login to " + String.join(", ", hosts) + " too");
            }
            return DOCKER_CONFIG_JSON;
        }
        if (type.equals("kubernetes.io/basic-auth")) {
            return BASIC_AUTH;
        }
        if (from.renamesValues()) {
            notes.obstacle(
                    "it renames what the generator makes, and the formats of the operator have keys of their own");
        }
        Set<String> others = new TreeSet<>();
        data.fieldNames().forEachRemaining(others::add);
        others.removeAll(LOGIN);
        if (!others.isEmpty()) {
            notes.obstacle("its template writes " + String.join(", ", others)
                    + ", and the formats of the operator have no such keys");
        }
        return TOKEN;
    }

    /** A template without metadata gives none; without a template, those of the ExternalSecret are the Secret's. */
    private static JsonNode metadataOf(ExternalSecret from, JsonNode template, String what) {
        return template.isMissingNode()
                ? from.metadata(what)
                : template.path("metadata").path(what);
    }

    private static void metadata(
            String what,
            ExternalSecret from,
            JsonNode template,
            String format,
            ObjectNode secret,
            ConversionNotes notes) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        metadataOf(from, template, what).properties().forEach(entry -> {
            boolean said = isOfArgoCd(format) && entry.getKey().equals(ARGO_CD_LABEL);
            if (entry.getValue().asText().contains("{{")) {
                notes.remark("Of the " + what + " of its Secret, " + entry.getKey()
                        + " is left out: a template computes it.");
            } else if (!said && OF_APPLIERS.stream().noneMatch(entry.getKey()::startsWith)) {
                kept.put(entry.getKey(), entry.getValue().asText());
            }
        });
        if (!kept.isEmpty()) {
            secret.set(what, kept);
        }
    }

    private static void argoCd(JsonNode data, String format, ObjectNode secret, ConversionNotes notes) {
        String url = data.path("url").asText();
        String type = data.path("type").asText(url.startsWith("oci://") ? "oci" : "helm");
        ObjectNode argoCd = secret.putObject("argoCd");
        switch (type) {
            case "helm" -> argoCd.putArray("sources").add("Helm");
            case "oci" -> argoCd.putArray("sources").add("Oci");
            default -> notes.obstacle("Argo CD takes its Secret for a repository of the type " + type);
        }
        Matcher afterHost = AFTER_HOST.matcher(url);
        if (afterHost.matches()) {
            argoCd.put("path", afterHost.group("path"));
        }
        if (data.has("project") && format.equals(REPOSITORY)) {
            argoCd.put("project", data.path("project").asText());
        }
    }

    private static void noPlace(ExternalSecret from, JsonNode template, String format, ConversionNotes notes) {
        Set<String> written =
                switch (format) {
                    case REPO_CREDS, REPOSITORY -> ARGO_CD_KEYS;
                    case DOCKER_CONFIG_JSON -> Set.of(DOCKER_CONFIG_KEY);
                    default -> LOGIN;
                };
        template.path("data").fieldNames().forEachRemaining(key -> {
            if (format.equals(REPOSITORY) && key.equals("name")) {
                notes.remark("Argo CD knows the repository by its address, and no more by the name of the template.");
            } else if (!written.contains(key)) {
                notes.remark("The key " + key + " of its Secret is left out: the format " + format + " has none.");
            }
        });
        if (format.equals(TOKEN)) {
            notes.remark("The Secret has username, password and token; proxy_endpoint and expires_at are left out.");
        }
        template.path("templateFrom").forEach(each -> {
            if (each.path("target").asText("Data").equals("Data")) {
                notes.obstacle("it has a template from elsewhere, so what else its Secret holds is not known");
            } else {
                notes.remark("The " + each.path("target").asText() + " that templateFrom makes are left out.");
            }
        });
        if (!template.at("/metadata/finalizers").isEmpty()) {
            notes.remark("Finalizers of its Secret are left out.");
        }
        if (from.target().path("immutable").asBoolean()) {
            notes.remark("immutable is left out: a Secret that cannot change cannot be renewed.");
        }
    }
}
