package io.ecroperator.cli.validate;

import static io.ecroperator.cli.validate.Severity.ERROR;
import static io.ecroperator.cli.validate.Severity.NOTE;
import static io.ecroperator.cli.validate.Severity.WARNING;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a finding is about. Ids are public API: {@code --ignore} takes them, and programs tell findings apart by them. */
enum Topic {
    UNREADABLE(ERROR, "A file, or a document in it, is no object of a kind that there is."),
    SCHEMA(ERROR, "The API server would refuse the object. The message is the API server's own."),
    POLICY(ERROR, "ECR would refuse the policy, for what no schema can say."),
    INVALID_SPEC(ERROR, "The operator would refuse the object, for what no schema can say."),
    NOT_PERMITTED(
            ERROR,
            "An EcrRegistry among the files does not let the namespace do what the object asks for (spec.access)."),
    DECLARED_TWICE(ERROR, "Two documents are the same object, so that the later one would replace the earlier one."),
    SAME_THING(
            ERROR,
            "Two objects declare one thing in AWS, or one Secret or ConfigMap. The operator serves the older one and refuses the"
                    + " other."),
    CONFLICT(
            ERROR,
            "Objects contradict each other: two shared policies reach one repository, or EcrRegistryConfigurations say different"
                    + " things of one setting, or want more than ECR takes. ECR keeps what it has."),
    ALL_TAGS_REQUIRED(
            WARNING,
            "A lifecycle rule lists tags, and ECR selects only images that have a tag for each of them: it protects less than it"
                    + " seems to."),
    OPEN_PRINCIPAL(WARNING, "A statement allows something to everybody in the world, without a condition."),
    DOUBTFUL_POLICY(
            WARNING,
            "ECR may refuse a policy, and would not say why: it names an action that this version does not know, or a principal"
                    + " that IAM has deleted."),
    CREATABLE_BY_PUSH(
            WARNING, "By a creation template and the registry policy, other accounts make repositories by pushing."),
    LACKS_KEY(
            WARNING,
            "An object refers to a key that a Secret or ConfigMap among the files does not have, or that holds what cannot be"
                    + " used."),
    MUTABLE_TAGS(WARNING, "Tags of a repository can be moved to another image, latest among them."),
    NO_LIFECYCLE_POLICY(WARNING, "Images of a repository are kept, and paid for, for ever."),
    NO_SCAN_ON_PUSH(WARNING, "Images of a repository are not scanned when they are pushed."),
    DELETES_IMAGES(WARNING, "Whoever deletes the object, or the namespace, deletes all images."),
    NOT_AMONG_THE_FILES(
            NOTE, "An object refers to another one that is not among the files, and may be in the cluster.");

    private final Severity severity;
    private final String meaning;

    Topic(Severity severity, String meaning) {
        this.severity = severity;
        this.meaning = meaning;
    }

    /** Its word, such as {@code mutable-tags}. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The topic of a word. */
    static Optional<Topic> of(String id) {
        return Stream.of(values()).filter(topic -> topic.id().equals(id)).findFirst();
    }

    Severity severity() {
        return severity;
    }

    /** In a sentence or two. */
    String meaning() {
        return meaning;
    }

    /** Whether it can be switched off: what would not work cannot. */
    boolean canBeIgnored() {
        return severity != ERROR;
    }
}
