package io.ecroperator.publicrepository;

import io.ecroperator.aws.CatalogData;
import io.ecroperator.aws.CreatedPublicRepository;
import io.ecroperator.aws.NewPublicRepository;
import io.ecroperator.aws.PublicRepository;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.publicrepository.PublicRepositoryChange.CreateRepository;
import io.ecroperator.publicrepository.PublicRepositoryChange.DeleteRepositoryPolicy;
import io.ecroperator.publicrepository.PublicRepositoryChange.PutRepositoryCatalogData;
import io.ecroperator.publicrepository.PublicRepositoryChange.SetRepositoryPolicy;
import io.ecroperator.publicrepository.PublicRepositoryChange.TagResource;
import io.ecroperator.publicrepository.PublicRepositoryChange.UntagResource;
import io.ecroperator.status.RepositoryPolicyAdvice;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes the changes of a plan, one call each, and remembers what the answers say. */
final class PublicRepositoryApplier {

    private static final RepositoryPolicyAdvice POLICY_ADVICE =
            new RepositoryPolicyAdvice("repositoryPolicy", "repositoryPolicy.allowLockout", "ecr-public");

    private final PartMemory memory;

    PublicRepositoryApplier(PartMemory memory) {
        this.memory = memory;
    }

    /** Makes the change, or throws {@code AwsException}. */
    void apply(EcrConnection aws, DesiredPublicRepository desired, PublicRepositoryChange change) {
        switch (change) {
            case CreateRepository(var repository) -> create(aws, desired.uid(), repository);
            case TagResource(var arn, var tags) -> {
                aws.publicRepositories().tagResource(arn, tags);
                remember(aws, desired, Part.TAGS, seen -> {
                    Map<String, String> after =
                            new HashMap<>(seen.tags().toOptional().orElse(Map.of()));
                    after.putAll(tags);
                    return seen.withTags(after);
                });
            }
            case UntagResource(var arn, var keys) -> {
                aws.publicRepositories().untagResource(arn, keys);
                remember(aws, desired, Part.TAGS, seen -> {
                    Map<String, String> after =
                            new HashMap<>(seen.tags().toOptional().orElse(Map.of()));
                    after.keySet().removeAll(keys);
                    return seen.withTags(after);
                });
            }
            case PutRepositoryCatalogData(var name, var edit) -> {
                Optional<CatalogData> shown =
                        aws.publicRepositories().putRepositoryCatalogData(name, edit.after(), edit.logo());
                remember(
                        aws,
                        desired,
                        Part.CATALOG_DATA,
                        seen -> seen.withCatalogData(Reading.found(shown.orElse(edit.after()))));
            }
            case SetRepositoryPolicy(var name, var text, var edit, var force) -> {
                setPolicy(aws, desired, name, text, force);
                remember(aws, desired, Part.REPOSITORY_POLICY, seen -> seen.withRepositoryPolicy(Reading.found(text)));
            }
            case DeleteRepositoryPolicy(var name, var difference) -> {
                aws.publicRepositories().deleteRepositoryPolicy(name);
                remember(aws, desired, Part.REPOSITORY_POLICY, seen -> seen.withRepositoryPolicy(Reading.absent()));
            }
        }
    }

    private void create(EcrConnection aws, String uid, NewPublicRepository wanted) {
        CreatedPublicRepository created = aws.publicRepositories().createRepository(wanted);
        PublicRepository repository = created.repository();
        memory.put(uid, aws.spec(), repository, Part.TAGS, seen -> seen.withTags(wanted.tags()));
        memory.put(
                uid,
                aws.spec(),
                repository,
                Part.CATALOG_DATA,
                seen -> seen.withCatalogData(Reading.of(created.catalogData().or(wanted::catalogData))));
        memory.put(
                uid,
                aws.spec(),
                repository,
                Part.REPOSITORY_POLICY,
                seen -> seen.withRepositoryPolicy(Reading.absent()));
    }

    private static void setPolicy(
            EcrConnection aws, DesiredPublicRepository desired, String name, String text, boolean force) {
        try {
            aws.publicRepositories().setRepositoryPolicy(name, text, force);
        } catch (AwsException e) {
            AwsFailure failure = e.failure();
            throw desired.repositoryPolicy()
                    .flatMap(document -> POLICY_ADVICE.on(failure, document.suspicions(), document.namedPrincipals()))
                    .map(advice -> new AwsException(failure.withRemedy(advice), e))
                    .orElse(e);
        }
    }

    private void remember(
            EcrConnection aws,
            DesiredPublicRepository desired,
            Part part,
            UnaryOperator<ObservedPublicRepository> change) {
        aws.publicListing()
                .get(desired.repositoryName())
                .toOptional()
                .ifPresent(repository -> memory.put(desired.uid(), aws.spec(), repository, part, change));
    }
}
