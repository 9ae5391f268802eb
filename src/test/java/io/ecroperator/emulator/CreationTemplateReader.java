package io.ecroperator.emulator;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The members of requests about creation templates. What a request does not name stays as it was; an empty text or list takes it
 * away. ECR looks at the policies when they are put into a template, but at the key, and at what it needs a role for, only when it
 * creates a repository.
 *
 * @see <a href="https://github.com/aws/containers-roadmap/issues/2398">A template with tags and no role is taken, and no
 *     repository is created by it</a>
 */
final class CreationTemplateReader {
    static final Pattern PREFIX_PATTERN =
            Pattern.compile("^([a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*\\/?|ROOT)$");
    static final int PREFIX_MAX = 256;

    private static final Set<String> CAUSES =
            new TreeSet<>(Set.of("REPLICATION", "PULL_THROUGH_CACHE", "CREATE_ON_PUSH"));
    private static final String APPLIED_FOR = "appliedFor";
    private static final String ROLE = "customRoleArn";
    private static final Pattern KEY =
            Pattern.compile("^$|arn:aws[a-z0-9-]*:kms:[a-z0-9-]+:[0-9]{12}:key\\/[a-z0-9-]+");
    private static final int KEY_MAX = 2048;
    private static final int DESCRIPTION_MAX = 256;
    private static final int ROLE_MAX = 2048;
    private static final int TAGS_MAX = 200;

    private final Parameters parameters;
    private final RegistryKey registry;
    private final Principals principals;

    CreationTemplateReader(Parameters parameters, RegistryKey registry, Principals principals) {
        this.parameters = parameters;
        this.registry = registry;
        this.principals = principals;
    }

    static String prefix(Parameters parameters) {
        return parameters
                .matching("prefix", 1, PREFIX_MAX, PREFIX_PATTERN)
                .orElseThrow(() -> parameters.missing("prefix"));
    }

    CreationTemplate.Settings settings(CreationTemplate.Settings old) {
        Encryption encryption = parameters
                .structure("encryptionConfiguration")
                .map(this::encryption)
                .orElse(old.encryption());
        TagSet tags = parameters
                .structures("resourceTags", 0, TAGS_MAX)
                .map(this::tags)
                .orElse(old.tags());
        TagMutability mutability = TagMutability.from(parameters).orElse(old.mutability());
        Optional<RepositoryPolicy> policy = text(
                "repositoryPolicy",
                RepositoryPolicyGrammar.MAX_LENGTH,
                text -> RepositoryPolicy.of(text, principals, registry, PolicyScope.REPOSITORY),
                old.policy());
        Optional<String> lifecycle = text(
                "lifecyclePolicy", LifecycleGrammar.MAX_LENGTH, LifecycleGrammar::normalised, old.lifecyclePolicy());
        return new CreationTemplate.Settings(encryption, tags, mutability, policy, lifecycle);
    }

    Optional<String> description(Optional<String> old) {
        return text("description", DESCRIPTION_MAX, text -> text, old);
    }

    Optional<String> customRole(Optional<String> old) {
        return text(ROLE, ROLE_MAX, this::role, old);
    }

    Optional<Set<String>> appliedFor() {
        return parameters.strings(APPLIED_FOR, 0, CAUSES.size()).map(causes -> {
            if (!CAUSES.containsAll(causes)) {
                throw AwsError.invalidParameter(APPLIED_FOR, "must satisfy enum value set: " + CAUSES);
            }
            return Set.copyOf(causes);
        });
    }

    private <T> Optional<T> text(String name, int max, Function<String, T> read, Optional<T> old) {
        Optional<String> given = parameters.string(name, 0, max);
        return given.isPresent() ? given.filter(text -> !text.isEmpty()).map(read) : old;
    }

    private String role(String arn) {
        if (!arn.matches("arn:%s:iam::%s:role/.+".formatted(registry.partition(), registry.account()))) {
            throw AwsError.invalidParameter(ROLE, "must be a role of the account of the registry");
        }
        return arn;
    }

    private Encryption encryption(Parameters sent) {
        String type = sent.oneOf("encryptionType", Encryption.TYPES).orElseThrow(() -> sent.missing("encryptionType"));
        Optional<String> key = sent.matching("kmsKey", 0, KEY_MAX, KEY).filter(arn -> !arn.isEmpty());
        if (type.equals("AES256") && key.isPresent()) {
            throw AwsError.invalidParameter(
                    "encryptionConfiguration", "kmsKey must be null when encryptionType is set as AES256");
        }
        return new Encryption(type, key);
    }

    private TagSet tags(List<Parameters> sent) {
        try {
            return TagSet.EMPTY.plus(TagSet.read(sent));
        } catch (AwsError error) {
            throw AwsError.invalidParameter("resourceTags", error.getMessage());
        }
    }
}
