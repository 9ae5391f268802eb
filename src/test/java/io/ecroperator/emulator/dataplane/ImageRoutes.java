package io.ecroperator.emulator.dataplane;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Manifests and tags. */
final class ImageRoutes {
    private static final int MAX_MANIFEST = 4_194_304;
    private static final int DEFAULT_PAGE = 1000;
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,299}");

    private final Repositories repositories;

    ImageRoutes(Repositories repositories) {
        this.repositories = repositories;
    }

    Answer image(Call call, Route.Image route) throws IOException {
        if (call.method().equals("PUT")) {
            return put(call, route);
        }
        if (call.method().equals("DELETE")) {
            return delete(call, route);
        }
        if (!call.reads()) {
            throw DistributionError.unsupported();
        }
        Manifest manifest = open(call, route, "BatchGetImage")
                .manifest(route.reference())
                .orElseThrow(DistributionError::manifestUnknown);
        return Answer.content(manifest.mediaType(), manifest.text().getBytes(StandardCharsets.UTF_8))
                .with("Docker-Content-Digest", manifest.digest());
    }

    /** As ECR learned to with aws/containers-roadmap#1229; nobody asked ECR Public to. */
    private Answer delete(Call call, Route.Image route) {
        if (call.host() instanceof RegistryHost.Public) {
            throw DistributionError.unsupported();
        }
        if (!open(call, route, "BatchDeleteImage").delete(route.reference())) {
            throw DistributionError.manifestUnknown();
        }
        return Answer.empty(HttpURLConnection.HTTP_ACCEPTED);
    }

    private Answer put(Call call, Route.Image route) throws IOException {
        OpenRepository repository = open(call, route, "PutImage");
        byte[] content = call.exchange().getRequestBody().readNBytes(MAX_MANIFEST + 1);
        if (content.length > MAX_MANIFEST) {
            throw DistributionError.tooLarge("A manifest has at most " + MAX_MANIFEST + " bytes");
        }
        if (route.isDigest()) {
            Digest.require(route.reference());
        } else if (!TAG.matcher(route.reference()).matches()) {
            throw DistributionError.tagInvalid(route.reference());
        }
        Manifest manifest =
                Manifest.of(content, call.header(Answer.CONTENT_TYPE).orElse(""));
        if (route.isDigest() && !route.reference().equals(manifest.digest())) {
            throw DistributionError.digestInvalid(manifest.digest());
        }
        repository.put(manifest, route.isDigest() ? Optional.empty() : Optional.of(route.reference()));
        Answer answer = Answer.empty(HttpURLConnection.HTTP_CREATED)
                .with("Location", "/v2/%s/manifests/%s".formatted(route.repository(), manifest.digest()))
                .with("Docker-Content-Digest", manifest.digest());
        boolean listed = call.host() instanceof RegistryHost.Private;
        return manifest.subject()
                .filter(subject -> listed)
                .map(subject -> answer.with("OCI-Subject", subject))
                .orElse(answer);
    }

    Answer tags(Call call, Route.Tags route) {
        if (!call.reads()) {
            throw DistributionError.unsupported();
        }
        String last = call.query("last").orElse("");
        int size = call.query("n").map(ImageRoutes::pageSize).orElse(DEFAULT_PAGE);
        List<String> rest = open(call, route, "ListImages").tags().stream()
                .filter(tag -> tag.compareTo(last) > 0)
                .toList();
        List<String> page = rest.subList(0, Math.min(size, rest.size()));
        ObjectNode body = Json.object().put("name", route.repository());
        page.forEach(body.putArray("tags")::add);
        Answer answer = Answer.json(HttpURLConnection.HTTP_OK, body);
        return page.size() == rest.size() || page.isEmpty()
                ? answer
                : answer.with(
                        "Link",
                        "</v2/%s/tags/list?n=%d&last=%s>; rel=\"next\""
                                .formatted(route.repository(), size, page.getLast()));
    }

    private static int pageSize(String n) {
        try {
            return Math.clamp(Long.parseLong(n), 0, DEFAULT_PAGE);
        } catch (NumberFormatException e) {
            return DEFAULT_PAGE;
        }
    }

    private OpenRepository open(Call call, Route route, String action) {
        return repositories.open(call.host(), call.visitor(), route.repository(), action);
    }
}
