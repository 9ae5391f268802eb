package io.ecroperator.template;

import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplateStatus;
import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.aws.Encryption;
import io.ecroperator.aws.RegistryDoors;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.TagMutability;
import io.ecroperator.aws.connection.EcrConnection;
import io.ecroperator.aws.view.Reading;
import io.ecroperator.managed.Resolution;
import io.ecroperator.managed.Resolution.Resolved;
import io.ecroperator.managed.recorded.Recorded;
import io.ecroperator.managed.recorded.RecordedWorld;
import io.ecroperator.managed.recorded.RecordedWorld.Subject;
import io.ecroperator.managed.recorded.Sighting;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A template, what a spec wants of it, and what is recorded of it, for tables. */
final class Templates {

    static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");
    static final RegistryId HERE = new RegistryId("123456789012", "eu-central-1");
    static final String ROLE = "arn:aws:iam::123456789012:role/ecr-templates";
    static final String KEY = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd";

    static final Recorded NOTHING = new Recorded(Optional.empty(), Optional.empty(), Optional.empty());
    static final Recorded OWNED = new Recorded(Optional.of(CREATED.toString()), Optional.of(HERE), Optional.empty());

    private Templates() {}

    static EcrRepositoryCreationTemplate object(String name, String spec) {
        return Serialization.unmarshal(
                "metadata: {name: " + name + ", namespace: team, uid: u-1, generation: 2}\nspec: " + spec,
                EcrRepositoryCreationTemplate.class);
    }

    static Resolution<DesiredTemplate> resolve(String spec) {
        return resolve(spec, new PushOpenness.Closed());
    }

    static Resolution<DesiredTemplate> resolve(String spec, PushOpenness byPush) {
        return TemplateResolver.resolve(object("team-a", spec), () -> byPush);
    }

    static Resolved<DesiredTemplate> resolved(String spec) {
        if (resolve(spec) instanceof Resolved<DesiredTemplate> resolved) {
            return resolved;
        }
        throw new IllegalArgumentException(spec);
    }

    static DesiredTemplate desired(String spec) {
        return resolved(spec).desired();
    }

    /** For replicas, with one of everything. */
    static CreationTemplate template() {
        return new CreationTemplate(
                "team-a",
                Set.of("REPLICATION"),
                Optional.of("replicas"),
                new Encryption("KMS", KEY),
                Map.of("team", "a"),
                TagMutability.of("IMMUTABLE_WITH_EXCLUSION", "dev-*"),
                Optional.of("""
                        {"Version": "2012-10-17",
                         "Statement": {"Effect": "Allow", "Sid": "pull", "Principal": {"AWS": "111122223333"},
                          "Action": "ecr:BatchGetImage"}}"""),
                Optional.of("""
                        {"rules": [{"rulePriority": 1, "action": {"type": "expire"},
                         "selection": {"tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 5}}]}"""),
                Optional.of(ROLE),
                CREATED,
                CREATED);
    }

    static Sighting<CreationTemplate> seen(Reading<CreationTemplate> template) {
        return new Sighting<>(template, Optional.of(HERE), Optional.empty());
    }

    /** An empty registry and an object. */
    static RecordedWorld<EcrRepositoryCreationTemplate, EcrRepositoryCreationTemplateStatus, CreationTemplate> world(
            EcrRepositoryCreationTemplate object) {
        return new RecordedWorld<>(
                new Subject<>(
                        EcrRepositoryCreationTemplateKind::new,
                        EcrConnection::templateListing,
                        (ecr, doors) -> new RegistryDoors(
                                doors.cacheRules(),
                                new InMemoryTemplates(ecr),
                                doors.settings(),
                                doors.backfills(),
                                doors.publicRepositories())),
                object);
    }
}
