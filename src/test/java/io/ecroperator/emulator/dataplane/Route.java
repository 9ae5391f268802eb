package io.ecroperator.emulator.dataplane;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The paths of the API. */
sealed interface Route {
    Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/([^/]+)");
    Pattern UPLOAD = Pattern.compile("/v2/(.+)/blobs/uploads/([^/]*)");
    Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/([^/]+)");
    Pattern REFERRERS = Pattern.compile("/v2/(.+)/referrers/([^/]+)");
    Pattern TAGS = Pattern.compile("/v2/(.+)/tags/list");

    /** {@return the repository it is about, empty if none} */
    default String repository() {
        return "";
    }

    /** Whether the API is there, and the login good. */
    record Base() implements Route {}

    /** Where ECR Public changes a login for a bearer token. */
    record Token() implements Route {}

    /** An image by tag or digest. */
    record Image(String repository, String reference) implements Route {
        boolean isDigest() {
            return reference.indexOf(':') >= 0;
        }
    }

    /** A layer. */
    record Blob(String repository, String digest) implements Route {}

    /** An upload under way, or with an empty id the start of one. */
    record Upload(String repository, String id) implements Route {}

    /** What is about a manifest. */
    record Referrers(String repository, String digest) implements Route {}

    /** The tags of a repository. */
    record Tags(String repository) implements Route {}

    /** {@return the route of a path, empty if the API has none of that form} */
    static Optional<Route> of(String path) {
        if (path.equals("/v2/") || path.equals("/v2")) {
            return Optional.of(new Base());
        }
        if (path.equals("/token/") || path.equals("/token")) {
            return Optional.of(new Token());
        }
        return match(MANIFEST, path)
                .<Route>map(m -> new Image(m.group(1), m.group(2)))
                .or(() -> match(UPLOAD, path).map(m -> new Upload(m.group(1), m.group(2))))
                .or(() -> match(BLOB, path).map(m -> new Blob(m.group(1), m.group(2))))
                .or(() -> match(REFERRERS, path).map(m -> new Referrers(m.group(1), m.group(2))))
                .or(() -> match(TAGS, path).map(m -> new Tags(m.group(1))));
    }

    private static Optional<Matcher> match(Pattern form, String path) {
        return Optional.of(form.matcher(path)).filter(Matcher::matches);
    }
}
