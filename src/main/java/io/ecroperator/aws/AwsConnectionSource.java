package io.ecroperator.aws;

/** Where the doors to AWS come from. Opening calls nobody. */
public interface AwsConnectionSource {

    /** The doors of a spec; the same ones for equal specs. */
    AwsConnection connection(ConnectionSpec spec);

    /** Closes the doors of a spec. Calls in flight may fail; a later {@link #connection} opens them again. */
    void close(ConnectionSpec spec);
}
