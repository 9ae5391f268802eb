package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/** The operations on repositories, their settings, tags and policies. */
final class EcrOperations {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, BiFunction<EmulatedRegistry, JsonNode, ObjectNode>> operations = new HashMap<>();
    private final Random random;

    EcrOperations(Random random) {
        this.random = random;
        operations.put("CreateRepository", EcrOperations::create);
        operations.put("DescribeRepositories", EcrOperations::describe);
        operations.put("DeleteRepository", EcrOperations::delete);
        operations.put("PutImageTagMutability", EcrOperations::putMutability);
        operations.put("PutImageScanningConfiguration", EcrOperations::putScanning);
        operations.put("ListTagsForResource", EcrOperations::listTags);
        operations.put("TagResource", EcrOperations::tag);
        operations.put("UntagResource", EcrOperations::untag);
        operations.put("SetRepositoryPolicy", EcrOperations::setPolicy);
        operations.put("GetRepositoryPolicy", this::getPolicy);
        operations.put("DeleteRepositoryPolicy", EcrOperations::deletePolicy);
        operations.put("PutLifecyclePolicy", EcrOperations::putLifecycle);
        operations.put("GetLifecyclePolicy", EcrOperations::getLifecycle);
        operations.put("DeleteLifecyclePolicy", EcrOperations::deleteLifecycle);
        ImageOperations.all().forEach(operations::put);
    }

    /** Carries an operation out; the registry's lock makes each one atomic. */
    ObjectNode call(String operation, EmulatedRegistry registry, JsonNode input) {
        BiFunction<EmulatedRegistry, JsonNode, ObjectNode> handler = operations.get(operation);
        if (handler == null) {
            throw AwsError.of("UnknownOperationException", "The emulator does not know " + operation);
        }
        synchronized (registry) {
            return handler.apply(registry, input);
        }
    }

    private static ObjectNode create(EmulatedRegistry registry, JsonNode input) {
        String name = RepositoryValidation.name(input);
        RepositoryValidation.Mutability mutability = RepositoryValidation.mutability(input);
        Map<String, String> tags = RepositoryValidation.tags(input.path("tags"), Map.of());
        if (registry.repositories().containsKey(name)) {
            throw AwsError.of(
                    "RepositoryAlreadyExistsException",
                    "The repository with name '" + name + "' already exists in the registry with id '"
                            + registry.account() + "'");
        }
        EmulatedRepository repository = new EmulatedRepository(
                name, registry.clock().instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
        RepositoryValidation.encryption(input, repository, registry);
        repository.mutability = mutability.value();
        repository.exclusionFilters = mutability.filters();
        repository.scanOnPush =
                input.path("imageScanningConfiguration").path("scanOnPush").asBoolean();
        repository.tags.putAll(tags);
        repository.onceTagged = !tags.isEmpty();
        registry.repositories().put(name, repository);
        return JSON.createObjectNode().set("repository", described(registry, repository));
    }

    private static ObjectNode describe(EmulatedRegistry registry, JsonNode input) {
        List<EmulatedRepository> chosen = new ArrayList<>();
        ObjectNode answer = JSON.createObjectNode();
        if (input.path("repositoryNames").isArray()
                && !input.path("repositoryNames").isEmpty()) {
            if (input.has("maxResults") || input.path("repositoryNames").size() > 100) {
                throw AwsError.invalidParameter("repositoryNames", "up to 100 names, and no maxResults beside them");
            }
            input.path("repositoryNames").forEach(name -> chosen.add(registry.require(name.asText())));
        } else {
            int max = input.path("maxResults").asInt(100);
            if (max < 1 || max > 1000) {
                throw AwsError.invalidParameter("maxResults", "Member must be between 1 and 1000");
            }
            List<EmulatedRepository> all = List.copyOf(registry.repositories().values());
            int from = input.path("nextToken").asInt(0);
            chosen.addAll(all.subList(Math.min(from, all.size()), Math.min(from + max, all.size())));
            if (from + max < all.size()) {
                answer.put("nextToken", String.valueOf(from + max));
            }
        }
        ArrayNode repositories = answer.putArray("repositories");
        chosen.forEach(repository -> repositories.add(described(registry, repository)));
        return answer;
    }

    private static ObjectNode delete(EmulatedRegistry registry, JsonNode input) {
        EmulatedRepository repository = named(registry, input);
        if (!repository.images.isEmpty() && !input.path("force").asBoolean()) {
            throw AwsError.of(
                    "RepositoryNotEmptyException",
                    "The repository with name '" + repository.name + "' in registry with id '" + registry.account()
                            + "' cannot be deleted because it still contains images");
        }
        registry.repositories().remove(repository.name);
        return JSON.createObjectNode().set("repository", described(registry, repository));
    }

    private static ObjectNode putMutability(EmulatedRegistry registry, JsonNode input) {
        EmulatedRepository repository = named(registry, input);
        RepositoryValidation.Mutability mutability = RepositoryValidation.mutability(input);
        repository.mutability = mutability.value();
        repository.exclusionFilters = mutability.filters();
        return identity(registry, repository).put("imageTagMutability", repository.mutability);
    }

    private static ObjectNode putScanning(EmulatedRegistry registry, JsonNode input) {
        EmulatedRepository repository = named(registry, input);
        repository.scanOnPush =
                input.path("imageScanningConfiguration").path("scanOnPush").asBoolean();
        ObjectNode answer = identity(registry, repository);
        answer.putObject("imageScanningConfiguration").put("scanOnPush", repository.scanOnPush);
        return answer;
    }

    private static ObjectNode listTags(EmulatedRegistry registry, JsonNode input) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode tags = answer.putArray("tags");
        byArn(registry, input)
                .tags
                .forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        return answer;
    }

    private static ObjectNode tag(EmulatedRegistry registry, JsonNode input) {
        EmulatedRepository repository = byArn(registry, input);
        repository.tags.putAll(RepositoryValidation.tags(input.path("tags"), repository.tags));
        repository.onceTagged = true;
        return JSON.createObjectNode();
    }

    private static ObjectNode untag(EmulatedRegistry registry, JsonNode input) {
        EmulatedRepository repository = byArn(registry, input);
        input.path("tagKeys").forEach(key -> repository.tags.remove(key.asText()));
        return JSON.createObjectNode();
    }

    private static ObjectNode setPolicy(EmulatedRegistry registry, JsonNode input) {
        EmulatedRepository repository = named(registry, input);
        String text = input.path("policyText").asText();
        PolicyTexts.check(text, input.path("force").asBoolean());
        repository.repositoryPolicy = text;
        return identity(registry, repository).put("policyText", text);
    }

    private ObjectNode getPolicy(EmulatedRegistry registry, JsonNode input) {
        EmulatedRepository repository = withPolicy(registry, input);
        return identity(registry, repository)
                .put("policyText", PolicyTexts.returned(repository.repositoryPolicy, random));
    }

    private static ObjectNode deletePolicy(EmulatedRegistry registry, JsonNode input) {
        EmulatedRepository repository = withPolicy(registry, input);
        ObjectNode answer = identity(registry, repository).put("policyText", repository.repositoryPolicy);
        repository.repositoryPolicy = null;
        return answer;
    }

    private static EmulatedRepository withPolicy(EmulatedRegistry registry, JsonNode input) {
        EmulatedRepository repository = named(registry, input);
        if (repository.repositoryPolicy == null) {
            throw AwsError.of(
                    "RepositoryPolicyNotFoundException",
                    "Repository policy does not exist for the repository with name '" + repository.name
                            + "' in the registry with id '" + registry.account() + "'");
        }
        return repository;
    }

    private static ObjectNode putLifecycle(EmulatedRegistry registry, JsonNode input) {
        EmulatedRepository repository = named(registry, input);
        repository.lifecyclePolicy =
                LifecycleGrammar.stored(input.path("lifecyclePolicyText").asText());
        return identity(registry, repository).put("lifecyclePolicyText", repository.lifecyclePolicy);
    }

    private static ObjectNode getLifecycle(EmulatedRegistry registry, JsonNode input) {
        EmulatedRepository repository = withLifecycle(registry, input);
        return identity(registry, repository)
                .put("lifecyclePolicyText", repository.lifecyclePolicy)
                .put("lastEvaluatedAt", repository.createdAt.toEpochMilli() / 1000.0);
    }

    private static ObjectNode deleteLifecycle(EmulatedRegistry registry, JsonNode input) {
        EmulatedRepository repository = withLifecycle(registry, input);
        ObjectNode answer = identity(registry, repository).put("lifecyclePolicyText", repository.lifecyclePolicy);
        repository.lifecyclePolicy = null;
        return answer;
    }

    private static EmulatedRepository withLifecycle(EmulatedRegistry registry, JsonNode input) {
        EmulatedRepository repository = named(registry, input);
        if (repository.lifecyclePolicy == null) {
            throw AwsError.of(
                    "LifecyclePolicyNotFoundException",
                    "Lifecycle policy does not exist for the repository with name '" + repository.name
                            + "' in the registry with id '" + registry.account() + "'");
        }
        return repository;
    }

    static EmulatedRepository named(EmulatedRegistry registry, JsonNode input) {
        return registry.require(RepositoryValidation.name(input));
    }

    private static EmulatedRepository byArn(EmulatedRegistry registry, JsonNode input) {
        String arn = input.path("resourceArn").asText();
        String prefix = registry.arn("");
        if (!arn.startsWith(prefix)) {
            throw AwsError.invalidParameter("resourceArn", "must be the ARN of a repository in this registry");
        }
        return registry.require(arn.substring(prefix.length()));
    }

    private static ObjectNode identity(EmulatedRegistry registry, EmulatedRepository repository) {
        return JSON.createObjectNode().put("registryId", registry.account()).put("repositoryName", repository.name);
    }

    private static ObjectNode described(EmulatedRegistry registry, EmulatedRepository repository) {
        ObjectNode node = identity(registry, repository)
                .put("repositoryArn", registry.arn(repository.name))
                .put(
                        "repositoryUri",
                        registry.account() + ".dkr.ecr." + registry.region() + ".amazonaws.com/" + repository.name)
                .put("createdAt", repository.createdAt.toEpochMilli() / 1000.0)
                .put("imageTagMutability", repository.mutability);
        node.putObject("imageScanningConfiguration").put("scanOnPush", repository.scanOnPush);
        ObjectNode encryption =
                node.putObject("encryptionConfiguration").put("encryptionType", repository.encryptionType);
        if (repository.kmsKey != null) {
            encryption.put("kmsKey", repository.kmsKey);
        }
        if (!repository.exclusionFilters.isEmpty()) {
            ArrayNode filters = node.putArray("imageTagMutabilityExclusionFilters");
            repository.exclusionFilters.forEach(
                    filter -> filters.addObject().put("filterType", "WILDCARD").put("filter", filter));
        }
        return node;
    }
}
