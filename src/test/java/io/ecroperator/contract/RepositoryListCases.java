package io.ecroperator.contract;

import static io.ecroperator.contract.ContractCase.asking;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.Repository;

/** Finding and listing repositories. */
final class RepositoryListCases {

    private RepositoryListCases() {}

    static List<ContractCase> all() {
        return List.of(
                asking("DescribeRepositories: there is none", aws -> aws.ecr().describeRepositories()),
                asking("DescribeRepositories: all", repositories(3), aws -> aws.ecr()
                        .describeRepositories()),
                asking("DescribeRepositories: one by name", repositories(3), aws -> aws.ecr()
                        .describeRepositories(r -> r.repositoryNames("r002"))),
                asking("DescribeRepositories: two by name", repositories(3), aws -> aws.ecr()
                        .describeRepositories(r -> r.repositoryNames("r001", "r003"))),
                asking("DescribeRepositories: one by its name given twice", repositories(1), aws -> aws.ecr()
                        .describeRepositories(r -> r.repositoryNames("r001", "r001"))),
                asking("DescribeRepositories: a name that is not there", aws -> aws.ecr()
                        .describeRepositories(r -> r.repositoryNames("r001"))),
                asking("DescribeRepositories: one of two names is not there", repositories(1), aws -> aws.ecr()
                        .describeRepositories(r -> r.repositoryNames("r001", "r002"))),
                asking("DescribeRepositories: a name that cannot be", aws -> aws.ecr()
                        .describeRepositories(r -> r.repositoryNames("No Name"))),
                asking(
                        "DescribeRepositories: 101 names",
                        repositories(101),
                        aws -> sizeOf(aws, r -> r.repositoryNames(names(101)))),
                asking("DescribeRepositories: the own account as registryId", repositories(1), aws -> aws.ecr()
                        .describeRepositories(r -> r.registryId(Aws.ACCOUNT))),
                asking("DescribeRepositories: a registryId that is no account", aws -> aws.ecr()
                        .describeRepositories(r -> r.registryId("acme"))),
                asking(
                        "DescribeRepositories: a page of 2 of 3",
                        repositories(3),
                        aws -> sizeOf(aws, r -> r.maxResults(2))),
                asking(
                        "DescribeRepositories: a page of 3 of 3",
                        repositories(3),
                        aws -> sizeOf(aws, r -> r.maxResults(3))),
                asking(
                        "DescribeRepositories: all 5, page by page of 2",
                        repositories(5),
                        aws -> aws.ecr().describeRepositoriesPaginator(r -> r.maxResults(2)).repositories().stream()
                                .map(Repository::repositoryName)
                                .toList()),
                asking(
                        "DescribeRepositories: the first page of 101, no size given",
                        repositories(101),
                        aws -> sizeOf(aws, r -> {})),
                asking("DescribeRepositories: maxResults 0", aws -> sizeOf(aws, r -> r.maxResults(0))),
                asking("DescribeRepositories: maxResults 1001", aws -> sizeOf(aws, r -> r.maxResults(1001))),
                asking(
                        "DescribeRepositories: maxResults beside names",
                        repositories(1),
                        aws -> sizeOf(aws, r -> r.repositoryNames("r001").maxResults(10))),
                asking(
                        "DescribeRepositories: a page token that nobody gave",
                        repositories(1),
                        aws -> sizeOf(aws, r -> r.nextToken("nonsense"))));
    }

    private static Consumer<Aws> repositories(int count) {
        return aws -> names(count).forEach(aws::create);
    }

    private static List<String> names(int count) {
        return IntStream.rangeClosed(1, count).mapToObj("r%03d"::formatted).toList();
    }

    private static Map<String, Object> sizeOf(Aws aws, Consumer<DescribeRepositoriesRequest.Builder> request) {
        DescribeRepositoriesResponse page = aws.ecr().describeRepositories(request);
        return Map.of("repositories", page.repositories().size(), "nextToken", page.nextToken() != null);
    }
}
