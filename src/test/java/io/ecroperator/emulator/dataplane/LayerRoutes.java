package io.ecroperator.emulator.dataplane;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Blobs and their uploads: chunked, streamed, or in one request. A mount from another repository is answered with an
 * ordinary upload, as the specification allows.
 */
final class LayerRoutes {
    private static final Pattern RANGE = Pattern.compile("bytes=(?!-$)([0-9]{0,18})-([0-9]{0,18})");

    private final Repositories repositories;
    private final MemoryBudget budget;
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

    LayerRoutes(Repositories repositories, MemoryBudget budget) {
        this.repositories = repositories;
        this.budget = budget;
    }

    Answer blob(Call call, Route.Blob route) {
        if (!call.reads()) {
            throw DistributionError.unsupported();
        }
        String action = call.method().equals("HEAD") ? "BatchCheckLayerAvailability" : "GetDownloadUrlForLayer";
        Layer layer = open(call, route, action).layer(route.digest()).orElseThrow(DistributionError::blobUnknown);
        return call.header("Range")
                .map(range -> part(layer, range))
                .orElseGet(() -> Answer.content("application/octet-stream", layer.content()))
                .with("Docker-Content-Digest", layer.digest());
    }

    /** What S3, which ECR redirects to, makes of a Range. */
    private static Answer part(Layer layer, String range) {
        byte[] content = layer.content();
        Matcher bytes = RANGE.matcher(range);
        if (!bytes.matches()) {
            return Answer.content("application/octet-stream", content);
        }
        boolean suffix = bytes.group(1).isEmpty();
        long from =
                suffix ? Math.max(0, content.length - Long.parseLong(bytes.group(2))) : Long.parseLong(bytes.group(1));
        long to = suffix || bytes.group(2).isEmpty() ? content.length - 1L : Long.parseLong(bytes.group(2));
        if (from >= content.length || to < from) {
            throw DistributionError.rangeNotSatisfiable();
        }
        int end = (int) Math.min(to, content.length - 1L);
        return Answer.partOf("application/octet-stream", Arrays.copyOfRange(content, (int) from, end + 1))
                .with("Content-Range", "bytes %d-%d/%d".formatted(from, end, content.length));
    }

    Answer upload(Call call, Route.Upload route) throws IOException {
        return switch (call.method()) {
            case "POST" -> start(call, route);
            case "PATCH" -> append(call, route);
            case "PUT" -> complete(call, route);
            case "GET" -> progress(route, mine(call, route), HttpURLConnection.HTTP_NO_CONTENT);
            case "DELETE" -> cancel(call, route);
            default -> throw DistributionError.unsupported();
        };
    }

    private Answer start(Call call, Route.Upload route) throws IOException {
        OpenRepository repository = open(call, route, "InitiateLayerUpload");
        if (!route.id().isEmpty()) {
            throw DistributionError.unsupported();
        }
        Upload upload = new Upload(UUID.randomUUID().toString(), repository.id());
        uploads.put(upload.id(), upload);
        Optional<String> digest = call.query("digest");
        if (digest.isPresent()) {
            upload.append(call.exchange().getRequestBody(), budget);
            return store(open(call, route, "CompleteLayerUpload"), route, upload, digest.get());
        }
        return progress(route, upload, HttpURLConnection.HTTP_ACCEPTED);
    }

    private Answer append(Call call, Route.Upload route) throws IOException {
        open(call, route, "UploadLayerPart");
        Upload upload = mine(call, route);
        take(call, upload);
        return progress(route, upload, HttpURLConnection.HTTP_ACCEPTED);
    }

    private void take(Call call, Upload upload) throws IOException {
        Optional<String> range = call.header("Content-Range");
        if (range.isPresent() && !range.get().startsWith(upload.size() + "-")) {
            throw DistributionError.chunkOutOfOrder();
        }
        upload.append(call.exchange().getRequestBody(), budget);
    }

    private Answer complete(Call call, Route.Upload route) throws IOException {
        OpenRepository repository = open(call, route, "CompleteLayerUpload");
        Upload upload = mine(call, route);
        take(call, upload);
        return store(repository, route, upload, call.query("digest").orElse(""));
    }

    private Answer store(OpenRepository repository, Route.Upload route, Upload upload, String digest) {
        Layer layer = upload.layer();
        if (!layer.digest().equals(digest)) {
            forget(upload);
            throw DistributionError.digestInvalid(layer.digest());
        }
        repository.put(layer, budget);
        uploads.remove(upload.id());
        return Answer.empty(HttpURLConnection.HTTP_CREATED)
                .with("Location", "/v2/%s/blobs/%s".formatted(route.repository(), digest))
                .with("Docker-Content-Digest", digest);
    }

    private Answer cancel(Call call, Route.Upload route) {
        forget(mine(call, route));
        return Answer.empty(HttpURLConnection.HTTP_NO_CONTENT);
    }

    private void forget(Upload upload) {
        if (uploads.remove(upload.id()) != null) {
            budget.giveBack(upload.size());
        }
    }

    private Upload mine(Call call, Route.Upload route) {
        String repository = open(call, route, "UploadLayerPart").id();
        return Optional.ofNullable(uploads.get(route.id()))
                .filter(upload -> upload.repository().equals(repository))
                .orElseThrow(DistributionError::uploadUnknown);
    }

    private static Answer progress(Route.Upload route, Upload upload, int status) {
        return Answer.empty(status)
                .with("Location", "/v2/%s/blobs/uploads/%s".formatted(route.repository(), upload.id()))
                .with("Range", "0-" + Math.max(0, upload.size() - 1))
                .with("Docker-Upload-Uuid", upload.id());
    }

    private OpenRepository open(Call call, Route route, String action) {
        return repositories.open(call.host(), call.visitor(), route.repository(), action);
    }
}
