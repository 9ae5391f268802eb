package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Which of ECR's two services keeps a registry: what its repositories are called, and what a Repository object holds. */
enum RegistryKind {
    /** ECR, one registry per account and region. */
    PRIVATE("ecr", PolicyScope.REPOSITORY) {
        @Override
        String arn(RegistryKey registry, String repository) {
            return registry.repositoryArn(repository);
        }

        @Override
        String uri(RegistryKey registry, String repository) {
            return registry.host() + "/" + repository;
        }

        @Override
        void addSettings(Repository repository, ObjectNode json) {
            repository.tagMutability().writeTo(json);
            json.putObject("imageScanningConfiguration").put("scanOnPush", repository.scanOnPush());
            repository.encryption().writeTo(json);
        }
    },
    /** ECR Public, one registry per account. */
    PUBLIC("ecr-public", PolicyScope.PUBLIC_REPOSITORY) {
        @Override
        String arn(RegistryKey registry, String repository) {
            return "arn:aws:ecr-public::%s:repository/%s".formatted(registry.account(), repository);
        }

        @Override
        String uri(RegistryKey registry, String repository) {
            return "public.ecr.aws/%s/%s".formatted(PublicAlias.of(registry.account()), repository);
        }

        @Override
        void addSettings(Repository repository, ObjectNode json) {
            // A public repository has none.
        }
    };

    private final String service;
    private final PolicyScope policies;

    RegistryKind(String service, PolicyScope policies) {
        this.service = service;
        this.policies = policies;
    }

    /** {@return IAM prefix of the service} */
    String service() {
        return service;
    }

    /** {@return what policies of its repositories may name} */
    PolicyScope policies() {
        return policies;
    }

    abstract String arn(RegistryKey registry, String repository);

    /** {@return what docker clients use} */
    abstract String uri(RegistryKey registry, String repository);

    /** Adds what the service's Repository object has beyond names and time. */
    abstract void addSettings(Repository repository, ObjectNode json);
}
