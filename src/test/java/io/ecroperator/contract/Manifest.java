package io.ecroperator.contract;

/** Image manifests to push, each with a layer of its own. */
final class Manifest {

    static final String FIRST = of('1');
    static final String SECOND = of('2');

    private Manifest() {}

    private static String of(char digit) {
        String digest = "sha256:" + String.valueOf(digit).repeat(64);
        return """
                {"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json",\
                "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":100,"digest":"%s"},\
                "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":1000,"digest":"%s"}]}""".formatted(digest, digest);
    }
}
