package io.ecroperator.emulator.iam;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who signed a request. */
public sealed interface Caller {
    /** The session that access keys stand for which nobody declared. */
    String DEFAULT_SESSION = "session";

    /** {@return account id, empty for a stranger} */
    String account();

    /** {@return the ARN that sts:GetCallerIdentity and AccessDenied messages show, empty for a stranger} */
    String arn();

    /** {@return the unique id that sts:GetCallerIdentity shows} */
    String userId();

    /** {@return the role or user whose policies count, empty for a stranger} */
    Optional<IdentityArn> identity();

    /** {@return role session name, empty for a user} */
    default String sessionName() {
        return "";
    }

    /** {@return session tags} */
    default Map<String, String> tags() {
        return Map.of();
    }

    /** {@return when the credentials end, empty for those that do not} */
    default Optional<Instant> expiresAt() {
        return Optional.empty();
    }

    /** {@return the role's or user's own ARN, as policies name it; empty for a stranger} */
    default String identityArn() {
        return identity().map(IdentityArn::toString).orElse("");
    }

    /** {@return name of the role or user, empty for a stranger} */
    default String name() {
        return identity().map(IdentityArn::name).orElse("");
    }

    /**
     * The identity of access keys that nobody declared.
     *
     * @param account account id
     * @return a session of its role {@code ecr-operator}
     */
    static Caller ofAccount(String account) {
        return of(new IdentityArn("aws", account, "role", "/", "ecr-operator"), DEFAULT_SESSION);
    }

    /**
     * An identity with credentials that do not end.
     *
     * @param identity role or user
     * @param sessionName session of the role, nothing to a user
     * @return the caller
     */
    static Caller of(IdentityArn identity, String sessionName) {
        return identity.isRole()
                ? new RoleSession(identity, sessionName, Map.of(), Set.of(), Instant.EPOCH, Optional.empty())
                : new User(identity);
    }

    private static String uniqueId(String prefix, IdentityArn identity) {
        int hash = UUID.nameUUIDFromBytes(identity.toString().getBytes(StandardCharsets.UTF_8))
                .hashCode();
        return "%s%017d".formatted(prefix, Math.abs((long) hash));
    }

    /**
     * A session of a role.
     *
     * @param role the role
     * @param sessionName its name
     * @param tags session tags
     * @param transitiveTagKeys keys of the tags that sessions assumed from this one inherit
     * @param issuedAt when it began
     * @param expiresAt when AssumeRole's credentials end, empty for credentials that did not come from there
     */
    record RoleSession(
            IdentityArn role,
            String sessionName,
            Map<String, String> tags,
            Set<String> transitiveTagKeys,
            Instant issuedAt,
            Optional<Instant> expiresAt)
            implements Caller {
        /** Copies. */
        public RoleSession {
            tags = Map.copyOf(tags);
            transitiveTagKeys = Set.copyOf(transitiveTagKeys);
        }

        @Override
        public String account() {
            return role.account();
        }

        @Override
        public String arn() {
            return "arn:%s:sts::%s:assumed-role/%s/%s"
                    .formatted(role.partition(), role.account(), role.name(), sessionName);
        }

        @Override
        public String userId() {
            return uniqueId("AROA", role) + ":" + sessionName;
        }

        @Override
        public Optional<IdentityArn> identity() {
            return Optional.of(role);
        }
    }

    /**
     * An IAM user with a long-lived access key.
     *
     * @param user the user
     */
    record User(IdentityArn user) implements Caller {
        @Override
        public String account() {
            return user.account();
        }

        @Override
        public String arn() {
            return user.toString();
        }

        @Override
        public String userId() {
            return uniqueId("AIDA", user);
        }

        @Override
        public Optional<IdentityArn> identity() {
            return Optional.of(user);
        }
    }

    /** Credentials that IAM does not know, or no longer. */
    record Stranger() implements Caller {
        @Override
        public String account() {
            return "";
        }

        @Override
        public String arn() {
            return "";
        }

        @Override
        public String userId() {
            return "";
        }

        @Override
        public Optional<IdentityArn> identity() {
            return Optional.empty();
        }
    }
}
