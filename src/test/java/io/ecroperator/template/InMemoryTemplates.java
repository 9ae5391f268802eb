package io.ecroperator.template;

import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.CreationTemplateApi;
import io.ecroperator.aws.CreationTemplateSettings;
import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.Page;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.aws.error.AwsException;
import io.ecroperator.aws.error.AwsFailure;
import io.ecroperator.aws.error.AwsFailure.Kind;
import io.ecroperator.support.InMemoryEcr.Fault;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The creation templates of a registry in memory, of which descriptions matter; fails as asked. */
final class InMemoryTemplates implements CreationTemplateApi {

    private static final String CREATE = "CreateRepositoryCreationTemplate";

    private final Clock clock;
    private final Map<String, CreationTemplate> templates = new TreeMap<>();
    private final List<String> calls = new ArrayList<>();
    private Optional<Fault> createFails = Optional.empty();

    InMemoryTemplates(Clock clock) {
        this.clock = clock;
    }

    void failCreate(Optional<Fault> fault) {
        createFails = fault;
    }

    /** The calls since this was asked last. */
    List<String> calls() {
        List<String> made = List.copyOf(calls);
        calls.clear();
        return made;
    }

    Map<String, CreationTemplate> templates() {
        return templates;
    }

    /** Somebody else creates a template for replicas now, also in the place of another. */
    void create(String prefix, String description) {
        put(prefix, Set.of("REPLICATION"), Optional.of(description), clock.instant());
    }

    @Override
    public CreationTemplate createRepositoryCreationTemplate(String prefix, CreationTemplateSettings settings) {
        calls.add(CREATE);
        if (createFails.filter(fault -> !fault.carriedOut()).isPresent()) {
            throw failure(createFails.get().kind());
        }
        if (templates.containsKey(prefix)) {
            throw failure(Kind.ALREADY_EXISTS);
        }
        put(prefix, settings.appliedFor().orElseThrow(), settings.description(), clock.instant());
        if (createFails.isPresent()) {
            throw failure(createFails.get().kind());
        }
        return templates.get(prefix);
    }

    @Override
    public CreationTemplate updateRepositoryCreationTemplate(String prefix, CreationTemplateSettings settings) {
        calls.add("UpdateRepositoryCreationTemplate");
        CreationTemplate old = templates.get(prefix);
        put(
                prefix,
                settings.appliedFor().orElse(old.appliedFor()),
                settings.description().or(old::description).filter(text -> !text.isEmpty()),
                old.createdAt());
        return templates.get(prefix);
    }

    @Override
    public void deleteRepositoryCreationTemplate(String prefix) {
        calls.add("DeleteRepositoryCreationTemplate");
        templates.remove(prefix);
    }

    @Override
    public Optional<CreationTemplate> describeRepositoryCreationTemplate(String prefix) {
        calls.add("DescribeRepositoryCreationTemplates");
        return Optional.ofNullable(templates.get(prefix));
    }

    @Override
    public Page<CreationTemplate> describeRepositoryCreationTemplates(String nextToken) {
        return new Page<>(List.copyOf(templates.values()), null);
    }

    private void put(String prefix, Set<String> appliedFor, Optional<String> description, Instant createdAt) {
        templates.put(
                prefix,
                new CreationTemplate(
                        prefix,
                        appliedFor,
                        description,
                        new Encryption("AES256", null),
                        Map.of(),
                        TagMutability.of("MUTABLE"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        createdAt,
                        clock.instant()));
    }

    private static AwsException failure(Kind kind) {
        return new AwsException(new AwsFailure(kind, CREATE, "Code", "AWS says no.", "request-1"), null);
    }
}
