package io.ecroperator.emulator.dataplane;

/** The content of a layer, or of an image's configuration. */
public final class Layer {
    private final String digest;
    private final byte[] content;

    Layer(byte[] content) {
        this.digest = Digest.of(content);
        this.content = content;
    }

    /** {@return its name} */
    public String digest() {
        return digest;
    }

    byte[] content() {
        return content;
    }
}
