package io.ecroperator.emulator;

import io.ecroperator.emulator.dataplane.Layer;
import io.ecroperator.emulator.dataplane.MemoryBudget;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A layer that comes in by the API, part by part. Guarded by its own monitor.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UploadLayerPart.html">UploadLayerPart</a>
 */
final class LayerUpload {
    private static final int MIN_PART = 5 << 20;

    private final Repository repository;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final List<Integer> parts = new ArrayList<>();

    LayerUpload(Repository repository) {
        this.repository = repository;
    }

    boolean goesTo(Repository other) {
        return repository == other;
    }

    /** {@return the number of bytes so far} */
    synchronized int size() {
        return content.size();
    }

    /** Takes a part; InvalidLayerPartException if it does not begin where the one before ended. */
    synchronized void append(long firstByte, long lastByte, byte[] part, MemoryBudget budget) {
        if (firstByte != content.size() || lastByte - firstByte + 1 != part.length) {
            throw AwsError.of(
                    "InvalidLayerPartException",
                    "The layer part size is not valid, or the first byte specified is not consecutive to the last byte of a previous layer part upload");
        }
        if (!budget.tryTake(part.length)) {
            throw AwsError.of("LimitExceededException", "The emulator holds no more layers");
        }
        content.writeBytes(part);
        parts.add(part.length);
    }

    /** {@return the layer; refused if there is none yet, a part but the last is small, or the digest is another} */
    synchronized Layer complete(List<String> digests) {
        if (parts.isEmpty()) {
            throw AwsError.of("EmptyUploadException", "The specified layer upload does not contain any layer parts");
        }
        if (parts.subList(0, parts.size() - 1).stream().anyMatch(size -> size < MIN_PART)) {
            throw AwsError.of("LayerPartTooSmallException", "Layer parts must be at least 5 MiB in size");
        }
        Layer layer = Layer.of(content.toByteArray());
        if (!digests.contains(layer.digest())) {
            throw AwsError.of(
                    "InvalidLayerException",
                    "The layer digest calculation performed by Amazon ECR upon receipt of the image layer doesn't match the digest specified");
        }
        return layer;
    }
}
