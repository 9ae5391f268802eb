package io.ecroperator.aws.connection;

import io.ecroperator.aws.ImageCount;
import io.ecroperator.aws.error.AwsFailure;

/**
 * A deletion that AWS would carry out, as far as is known.
 *
 * @param operation such as {@code DeleteRepository}
 * @param name of what goes: a repository's, or a prefix
 * @param images what goes with it
 */
public record ImaginedDeletion(String operation, String name, Images images) {

    /** What is known of the images in it. */
    public sealed interface Images {

        /** It holds none, or is nothing that could. */
        record None() implements Images {}

        /** So many, counted up to a limit. */
        record Some(ImageCount count) implements Images {}

        /** Nobody asked. */
        record Unasked() implements Images {}

        /** AWS did not tell. */
        record Untold(AwsFailure failure) implements Images {}
    }
}
