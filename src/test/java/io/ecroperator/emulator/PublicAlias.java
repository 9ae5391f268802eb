package io.ecroperator.emulator;

import java.util.Locale;
import java.util.Optional;

/**
 * The alias of an account's public registry, which stands before the repository's name: {@code public.ecr.aws/ALIAS/NAME}.
 * AWS gives every registry a random one of eight letters and digits; here it is the account id in base 36.
 */
final class PublicAlias {
    private static final int BASE = 36;
    private static final int LENGTH = 8;

    private PublicAlias() {}

    static String of(String account) {
        String digits = Long.toString(Long.parseLong(account), BASE);
        return "0".repeat(LENGTH - digits.length()) + digits;
    }

    /** {@return the account, empty if the alias is nobody's} */
    static Optional<String> account(String alias) {
        if (!alias.matches("[0-9a-z]{8}")) {
            return Optional.empty();
        }
        String account = String.format(Locale.ROOT, "%012d", Long.parseLong(alias, BASE));
        return Optional.of(account).filter(text -> text.matches("[0-9]{12}"));
    }
}
