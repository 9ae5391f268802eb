package io.ecroperator.contract;

import static io.ecroperator.contract.ContractCase.asking;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/** What belongs to the account: registry logins, the caller, tags of all repositories. */
final class AccountCases {

    private AccountCases() {}

    static List<ContractCase> all() {
        return List.of(
                asking("GetAuthorizationToken: where it is for", aws -> login(aws)
                        .proxyEndpoint()),
                asking("GetAuthorizationToken: until when it holds", aws -> login(aws)
                        .expiresAt()),
                asking("GetAuthorizationToken: the user in it", aws -> new String(
                                Base64.getDecoder().decode(login(aws).authorizationToken()), StandardCharsets.UTF_8)
                        .substring(0, "AWS:".length())),
                asking(
                        "GetAuthorizationToken: for two registries", aws -> aws
                                .ecr()
                                .getAuthorizationToken(forRegistries(Aws.ACCOUNT, "444455556666"))
                                .authorizationData()
                                .stream()
                                .map(AuthorizationData::proxyEndpoint)
                                .toList()),
                asking("GetAuthorizationToken: for a registry that is no account", aws -> aws.ecr()
                        .getAuthorizationToken(forRegistries("acme"))
                        .authorizationData()
                        .size()),
                asking(
                        "GetCallerIdentity: the account",
                        aws -> aws.sts().getCallerIdentity().account()),
                asking(
                        "GetCallerIdentity: who it is",
                        aws -> aws.sts().getCallerIdentity().arn()),
                asking("GetResources: there are none", aws -> aws.tagging().getResources(r -> {})),
                resources("repositories by type", r -> r.resourceTypeFilters("ecr:repository")),
                resources("repositories by service", r -> r.resourceTypeFilters("ecr")),
                resources("of every type", r -> {}),
                resources("of another type", r -> r.resourceTypeFilters("s3")),
                resources("by a tag", r -> r.resourceTypeFilters("ecr")
                        .tagFilters(TagFilter.builder().key("team").values("b").build())),
                asking("GetResources: a page of 1 of 2", AccountCases::threeRepositories, aws -> {
                    GetResourcesResponse page = aws.tagging().getResources(r -> r.resourceTypeFilters("ecr:repository")
                            .resourcesPerPage(1));
                    return Map.of(
                            "resources",
                            page.resourceTagMappingList().size(),
                            "more",
                            page.paginationToken() != null
                                    && !page.paginationToken().isEmpty());
                }),
                asking("GetResources: all, page by page of 1", AccountCases::threeRepositories, aws -> aws
                        .tagging()
                        .getResourcesPaginator(
                                r -> r.resourceTypeFilters("ecr:repository").resourcesPerPage(1))
                        .resourceTagMappingList()
                        .stream()
                        .toList()));
    }

    // Deprecated, since a token is good for all registries; ECR still answers it.
    @SuppressWarnings("deprecation")
    private static GetAuthorizationTokenRequest forRegistries(String... accounts) {
        return GetAuthorizationTokenRequest.builder().registryIds(accounts).build();
    }

    private static AuthorizationData login(Aws aws) {
        return aws.ecr().getAuthorizationToken().authorizationData().getFirst();
    }

    private static ContractCase resources(String what, Consumer<GetResourcesRequest.Builder> request) {
        return asking("GetResources: " + what, AccountCases::threeRepositories, aws -> aws.tagging()
                .getResources(request)
                .resourceTagMappingList());
    }

    private static void threeRepositories(Aws aws) {
        aws.create("first", r -> r.tags(Aws.tags(Map.of("team", "a"))));
        aws.create("second", r -> r.tags(Aws.tags(Map.of("team", "b", "env", "test"))));
        aws.create("untagged");
    }
}
