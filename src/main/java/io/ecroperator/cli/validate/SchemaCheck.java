package io.ecroperator.cli.validate;

import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.cli.manifest.Manifests;
import io.ecroperator.cli.schema.FieldError;
import io.ecroperator.cli.schema.JsonValues;
import io.ecroperator.cli.schema.Judge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the API server would say, for an edit of what is there already too. */
final class SchemaCheck {

    private final Schemas schemas = new Schemas();
    private final Map<String, Manifest> before = new HashMap<>();

    /** Compares with objects as they are now; those that are not among them are new. */
    SchemaCheck(Manifests before) {
        before.ours().forEach(manifest -> this.before.put(manifest.inWords(), manifest));
    }

    List<Finding> findings(Manifest manifest) {
        Judge judge = schemas.judge(manifest);
        Optional<Map<String, Object>> old = Optional.ofNullable(before.get(manifest.inWords()))
                .map(Manifest::tree)
                .map(JsonValues::object);
        List<FieldError> errors = judge.errors(JsonValues.object(manifest.tree()), old);
        return errors.stream()
                .map(error -> Finding.of(Topic.SCHEMA, manifest, error.field(), error.inWords()))
                .toList();
    }
}
