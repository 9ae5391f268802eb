package io.ecroperator.emulator.iam;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A role or user, as policies name it.
 *
 * @param partition ARN partition, such as {@code aws}
 * @param account account id
 * @param kind {@code role} or {@code user}
 * @param path {@code /} or what stands between slashes before the name
 * @param name name, unique within account and kind whatever the path
 */
public record IdentityArn(String partition, String account, String kind, String path, String name) {
    private static final Pattern ARN =
            Pattern.compile("arn:(aws[a-z-]*):iam::([0-9]{12}):(role|user)(/(?:[!-~]+/)?)([\\w+=,.@-]+)");

    /**
     * Reads an ARN.
     *
     * @param arn text
     * @return the identity, empty if the text names none
     */
    public static Optional<IdentityArn> parse(String arn) {
        Matcher matcher = ARN.matcher(arn);
        return matcher.matches()
                ? Optional.of(new IdentityArn(
                        matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4), matcher.group(5)))
                : Optional.empty();
    }

    static IdentityArn of(String arn) {
        return parse(arn).orElseThrow(() -> new IllegalArgumentException("not the ARN of a role or user: " + arn));
    }

    boolean isRole() {
        return kind.equals("role");
    }

    /** {@return what it is known by, which its path is no part of} */
    String key() {
        return account + "/" + kind + "/" + name;
    }

    @Override
    public String toString() {
        return "arn:%s:iam::%s:%s%s%s".formatted(partition, account, kind, path, name);
    }
}
