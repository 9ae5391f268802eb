package io.ecroperator.aws.sdk;

import io.ecroperator.aws.RegistryDoors;
import io.ecroperator.aws.RepositoryDoors;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecrpublic.EcrPublicClient;

/** The doors through the SDK. */
final class SdkDoors {

    private SdkDoors() {}

    static RepositoryDoors toRepositories(ServiceCalls<EcrClient> ecr) {
        return new RepositoryDoors(
                new SdkRepositoryApi(ecr),
                new SdkResourceTagApi(ecr),
                new SdkRepositoryPolicyApi(ecr),
                new SdkLifecyclePolicyApi(ecr),
                new SdkImageApi(ecr));
    }

    /** {@code ecrPublic} is asked for at the first call, since few registries use it. */
    static RegistryDoors toRegistry(ServiceCalls<EcrClient> ecr, Supplier<ServiceCalls<EcrPublicClient>> ecrPublic) {
        return new RegistryDoors(
                new SdkPullThroughCacheApi(ecr),
                new SdkCreationTemplateApi(ecr),
                new SdkRegistrySettingsApi(ecr),
                new SdkReplicationBackfillApi(ecr),
                new SdkPublicRepositoryApi(ecrPublic));
    }
}
