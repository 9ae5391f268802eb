package io.ecroperator.emulator.iam;

import io.ecroperator.emulator.iam.PolicyDocument.Decision;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The users, roles, access keys and policies of all accounts. Safe for concurrent use.
 *
 * <p>An access key id of 12 digits stands for the role {@code ecr-operator} of that account, any other that nobody declared for
 * the same role of the default account. Identities without a policy may do everything; roles that nobody declared cannot be
 * assumed.
 */
public final class Iam {
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final String SESSION_KEY = "ASIA";
    private static final int KEY_LENGTH = 16;
    private static final Duration DEFAULT_MAX_SESSION = Duration.ofHours(1);

    private final InstantSource clock;
    private final Random random;
    private final String defaultAccount;
    private final Map<String, Role> roles = new ConcurrentHashMap<>();
    private final Map<String, PolicyDocument> policies = new ConcurrentHashMap<>();
    private final Map<String, Optional<IdentityArn>> accessKeys = new ConcurrentHashMap<>();
    private final Map<String, WebIdentity> webIdentities = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    /**
     * Nothing declared.
     *
     * @param clock ends sessions
     * @param random source of keys
     * @param defaultAccount account of access keys that nobody declared
     */
    public Iam(InstantSource clock, Random random, String defaultAccount) {
        this.clock = clock;
        this.random = random;
        this.defaultAccount = defaultAccount;
    }

    /**
     * Declares a role that may be assumed for an hour, or changes who may.
     *
     * @param arn its ARN
     * @param trust who may assume it
     */
    public void role(String arn, Trust trust) {
        role(arn, trust, DEFAULT_MAX_SESSION);
    }

    /**
     * Declares a role that may be assumed, or changes who may.
     *
     * @param arn its ARN
     * @param trust who may assume it
     * @param maxSession its MaxSessionDuration, 1 to 12 hours
     */
    public void role(String arn, Trust trust, Duration maxSession) {
        IdentityArn role = IdentityArn.of(arn);
        roles.put(role.key(), new Role(role, trust, maxSession));
    }

    /**
     * Deletes a role; its sessions' credentials are no longer valid.
     *
     * @param arn its ARN
     */
    public void deleteRole(String arn) {
        IdentityArn role = IdentityArn.of(arn);
        roles.remove(role.key());
        sessions.values().removeIf(session -> session.caller().role().key().equals(role.key()));
    }

    /**
     * Gives a user or role an access key.
     *
     * @param accessKeyId the key's id; a secret key goes with it that is not checked
     * @param identityArn ARN of the user or role
     */
    public void accessKey(String accessKeyId, String identityArn) {
        accessKeys.put(accessKeyId, Optional.of(IdentityArn.of(identityArn)));
    }

    /**
     * Deletes an access key, declared or not: it is no longer valid.
     *
     * @param accessKeyId the key's id
     */
    public void deleteAccessKey(String accessKeyId) {
        accessKeys.put(accessKeyId, Optional.empty());
    }

    /**
     * Sets the only policy of a user or role, which then may do what it says and nothing else.
     *
     * @param identityArn ARN of the user or role, which need not be declared otherwise
     * @param document policy in JSON; IllegalArgumentException if IAM would refuse it
     */
    public void policy(String identityArn, String document) {
        policies.put(IdentityArn.of(identityArn).key(), PolicyDocument.parse(document));
    }

    /**
     * Takes the policy of a user or role away, which then may do everything.
     *
     * @param identityArn ARN of the user or role
     */
    public void removePolicy(String identityArn) {
        policies.remove(IdentityArn.of(identityArn).key());
    }

    /**
     * Makes a web identity token known.
     *
     * @param token content of the token file
     * @param identity whom it speaks of
     */
    public void webIdentity(String token, WebIdentity identity) {
        webIdentities.put(token, identity);
    }

    /**
     * Makes a web identity token unknown.
     *
     * @param token content of the token file
     */
    public void forgetWebIdentity(String token) {
        webIdentities.remove(token);
    }

    /**
     * Who credentials stand for.
     *
     * @param accessKeyId of the request's signature, empty for none
     * @param sessionToken of the request, empty for none
     * @return the caller, whose credentials may have ended
     */
    public Caller caller(String accessKeyId, String sessionToken) {
        Session session = sessions.get(accessKeyId);
        if (session != null) {
            return session.sessionToken().equals(sessionToken) ? session.caller() : new Caller.Stranger();
        }
        Optional<IdentityArn> declared = accessKeys.get(accessKeyId);
        if (declared != null) {
            return declared.map(identity -> Caller.of(identity, Caller.DEFAULT_SESSION))
                    .orElseGet(Caller.Stranger::new);
        }
        if (accessKeyId.startsWith(SESSION_KEY)) {
            return new Caller.Stranger();
        }
        return Caller.ofAccount(ACCOUNT.matcher(accessKeyId).matches() ? accessKeyId : defaultAccount);
    }

    /**
     * Asks the policy of an identity.
     *
     * @param caller whose policy
     * @param question what about
     * @return what it says; ALLOWED where there is none
     */
    public Decision decide(Caller caller, Question question) {
        return caller.identity()
                .map(identity -> policies.get(identity.key()))
                .map(policy -> policy.decide(question))
                .orElse(Decision.ALLOWED);
    }

    /**
     * Assumes a role.
     *
     * @param caller who wants to
     * @param wanted what is asked for
     * @return a new session; an IamError if it is refused
     */
    public Session assumeRole(Caller caller, Assumption wanted) {
        Optional<Role> role = find(wanted.roleArn());
        Assumptions.check(caller, role, wanted, this::decide);
        boolean chained = caller instanceof Caller.RoleSession;
        Duration duration = Assumptions.duration(role.orElseThrow(), wanted.duration(), chained);
        return session(
                role.orElseThrow(),
                wanted,
                duration,
                Assumptions.tags(caller, wanted),
                Assumptions.transitiveTagKeys(caller, wanted));
    }

    /**
     * Assumes a role by a web identity token.
     *
     * @param token content of the token file
     * @param wanted what is asked for; external ID and tags do not count
     * @return a new session; an IamError if it is refused
     */
    public Session assumeRoleWithWebIdentity(String token, Assumption wanted) {
        WebIdentity identity = identity(token);
        Role role = find(wanted.roleArn()).orElseThrow(IamError::webIdentityNotAuthorized);
        String provider = "arn:%s:iam::%s:oidc-provider/%s"
                .formatted(role.arn().partition(), role.arn().account(), identity.issuer());
        Map<String, List<String>> keys = Map.of(
                identity.issuer() + ":sub",
                List.of(identity.subject()),
                identity.issuer() + ":aud",
                List.of(identity.audience()),
                "sts:RoleSessionName",
                List.of(wanted.sessionName()));
        Question question = new Question("sts:AssumeRoleWithWebIdentity", wanted.roleArn(), keys);
        if (!role.trust().allowsProvider(provider, question)) {
            throw IamError.webIdentityNotAuthorized();
        }
        Duration duration = Assumptions.duration(role, wanted.duration(), false);
        return session(role, wanted, duration, Map.of(), Set.of());
    }

    /**
     * Reads a web identity token.
     *
     * @param token content of the token file
     * @return whom it speaks of; an IamError if the token is unknown or has ended
     */
    public WebIdentity identity(String token) {
        WebIdentity identity = webIdentities.get(token);
        if (identity == null) {
            throw IamError.of("InvalidIdentityToken", "Couldn't retrieve verification key from your identity provider");
        }
        if (!clock.instant().isBefore(identity.expiresAt())) {
            throw IamError.of(
                    "ExpiredTokenException",
                    "Token expired: current date/time %d must be before the expiration date/time %d"
                            .formatted(
                                    clock.instant().getEpochSecond(),
                                    identity.expiresAt().getEpochSecond()));
        }
        return identity;
    }

    private Optional<Role> find(String arn) {
        return IdentityArn.parse(arn)
                .map(identity -> roles.get(identity.key()))
                .filter(role -> role.arn().toString().equals(arn));
    }

    private Session session(
            Role role, Assumption wanted, Duration duration, Map<String, String> tags, Set<String> transitive) {
        Instant now = clock.instant();
        Caller.RoleSession caller = new Caller.RoleSession(
                role.arn(), wanted.sessionName(), tags, transitive, now, Optional.of(now.plus(duration)));
        Session session = new Session(SESSION_KEY + randomKey(), randomKey(), randomKey(), caller);
        sessions.put(session.accessKeyId(), session);
        return session;
    }

    private String randomKey() {
        String hex = Long.toHexString(random.nextLong() | Long.MIN_VALUE);
        return hex.substring(0, KEY_LENGTH).toUpperCase(Locale.ROOT);
    }
}
