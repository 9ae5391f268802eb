package io.ecroperator.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the process begins: without arguments it is the operator, with some a command that does one thing and ends. */
@QuarkusMain
public final class EcrOperatorMain {

    private EcrOperatorMain() {}

    /** Runs the operator until it is stopped, or a command. */
    public static void main(String... arguments) {
        if (arguments.length == 0) {
            Quarkus.run();
        } else {
            CommandLog.useStandardError();
            System.exit(EcrOperatorCommand.commandLine().execute(arguments));
        }
    }
}
