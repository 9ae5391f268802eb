package io.ecroperator.emulator.dataplane;

/** The content of a layer, or of an image's configuration. */
public final class Layer {
    private final String digest;
    private final byte[] content;

    /**
     * A layer.
     *
     * @param content its bytes, which nobody changes any more
     * @return the layer
     */
    public static Layer of(byte[] content) {
        return new Layer(content);
    }

    Layer(byte[] content) {
        this.digest = Digest.of(content);
        this.content = content;
    }

    /** {@return its name} */
    public String digest() {
        return digest;
    }

    /** {@return its length in bytes} */
    public long size() {
        return content.length;
    }

    byte[] content() {
        return content;
    }
}
