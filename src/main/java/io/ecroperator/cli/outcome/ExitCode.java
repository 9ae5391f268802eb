package io.ecroperator.cli.outcome;

/** What a command ends with. Public API: scripts and CI act on them. */
public final class ExitCode {

    /** It went well; of {@code plan}: there is nothing to do. */
    public static final int OK = 0;

    /** It failed, or the command line makes no sense. */
    public static final int FAILED = 1;

    /** Of {@code plan}: there is something to do. */
    public static final int CHANGES = 2;

    /** Of {@code export}: what is written lacks what AWS does not permit to read of some repositories. */
    public static final int INCOMPLETE = 2;

    private ExitCode() {}
}
