package io.ecroperator.cli.progress;

/** Tells how far something is. */
@FunctionalInterface
public interface Progress {

    /** So many of so many are done, such as 12 of 60 repositories. */
    void of(String what, int done, int all);
}
