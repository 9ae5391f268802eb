package io.ecroperator.emulator;

import java.util.Optional;

/**
 * Repositories that ECR creates itself, with the settings of the template of the longest prefix that is for the cause.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html">Templates to control
 *     repositories created during a pull through cache, create on push, or replication action</a>
 */
final class RepositoryCreation {
    private final EmulatorState state;

    /** Why ECR creates a repository; the names are those of appliedFor. */
    enum Cause {
        REPLICATION,
        PULL_THROUGH_CACHE,
        CREATE_ON_PUSH
    }

    RepositoryCreation(EmulatorState state) {
        this.state = state;
    }

    /**
     * Creates a repository that is not there yet.
     *
     * @return whether it is there now: a push needs a template, and tags and keys a role with which ECR can set them
     */
    boolean create(RegistryState registry, String name, Cause cause) {
        Optional<CreationTemplate> template = template(registry, name, cause);
        boolean possible = template.map(this::hasItsRole).orElse(cause != Cause.CREATE_ON_PUSH);
        return possible
                && create(
                        registry,
                        name,
                        template.map(CreationTemplate::settings).orElse(CreationTemplate.Settings.DEFAULT));
    }

    boolean hasTemplate(RegistryState registry, String name, Cause cause) {
        return template(registry, name, cause).isPresent();
    }

    private static Optional<CreationTemplate> template(RegistryState registry, String name, Cause cause) {
        return registry.templates().covering(name).stream()
                .filter(candidate -> candidate.appliedFor().contains(cause.name()))
                .findFirst();
    }

    private boolean hasItsRole(CreationTemplate template) {
        CreationTemplate.Settings settings = template.settings();
        boolean needsRole = !settings.tags().tags().isEmpty()
                || !settings.encryption().type().equals(Encryption.DEFAULT.type());
        return template.customRoleArn().map(state.principals()::exists).orElse(!needsRole);
    }

    private boolean create(RegistryState registry, String name, CreationTemplate.Settings settings) {
        try {
            Encryption encryption = settings.encryption().resolved(registry.key());
            Repository repository =
                    new Repository(registry, name, encryption, state.options().lag());
            repository.tags(settings.tags());
            repository.tagMutability(settings.mutability());
            repository.policy(settings.policy());
            repository.lifecyclePolicy(settings.lifecyclePolicy());
            registry.add(repository);
            return true;
        } catch (AwsError error) {
            return error.code().equals("RepositoryAlreadyExistsException");
        }
    }
}
