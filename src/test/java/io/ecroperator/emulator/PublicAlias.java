package io.ecroperator.emulator;

import java.util.Locale;
import java.util.Optional;

/**
 * The alias of an account's public registry, which stands before the repository's name: {@code public.ecr.aws/ALIAS/NAME}.
 * AWS gives every registry a random one of eight letters and digits, a letter first; here it is the account id in base 36,
 * counted from {@code a0000000}.
 */
final class PublicAlias {
    private static final int BASE = 36;
    private static final long FIRST = Long.parseLong("a0000000", BASE);

    private PublicAlias() {}

    static String of(String account) {
        return Long.toString(FIRST + Long.parseLong(account), BASE);
    }

    /** {@return the account, empty if the alias is nobody's} */
    static Optional<String> account(String alias) {
        if (!alias.matches("[a-z][0-9a-z]{7}")) {
            return Optional.empty();
        }
        String account = String.format(Locale.ROOT, "%012d", Long.parseLong(alias, BASE) - FIRST);
        return Optional.of(account).filter(text -> text.matches("[0-9]{12}"));
    }
}
