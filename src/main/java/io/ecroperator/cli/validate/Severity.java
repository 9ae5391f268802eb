package io.ecroperator.cli.validate;

import java.util.Locale;

/** How much a finding matters. */
enum Severity {
    /** The object would be refused, or not be served. The command fails. */
    ERROR,
    /** It works, and is hardly meant so. The command fails with {@code --strict}. */
    WARNING,
    /** Something that cannot be told from the files. */
    NOTE;

    /** A word for programs. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
