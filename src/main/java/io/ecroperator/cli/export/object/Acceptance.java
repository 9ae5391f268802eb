package io.ecroperator.cli.export.object;

import io.ecroperator.cli.schema.FieldError;
import io.ecroperator.cli.schema.JsonValues;
import io.ecroperator.cli.validate.Schemas;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether an API server takes what is exported: ECR has had other rules, and has things that the schema does not foresee. Policies
 * that it does not take as fields are given as text; what it does not take at all says so above the object.
 */
public final class Acceptance {

    private static final int NAMED = 3;

    private final Schemas schemas = new Schemas();

    /** The object, or the next best. */
    public ExportedObject of(ExportedObject object) {
        List<FieldError> errors = errors(object);
        if (errors.isEmpty()) {
            return object;
        }
        ExportedObject asText =
                PolicyTexts.instead(object, "the API server refuses the fields (" + inWords(errors) + ")");
        return errors(asText).isEmpty()
                ? asText
                : new ExportedObject(
                        object.object(),
                        Stream.concat(
                                        object.remarks().stream(),
                                        Stream.of("The API server refuses this object as it is: " + inWords(errors)
                                                + ". Change that before you apply it."))
                                .toList());
    }

    private List<FieldError> errors(ExportedObject object) {
        return schemas.judge(object.object().path("apiVersion").asText(), object.kind())
                .errors(JsonValues.object(object.object()), Optional.empty());
    }

    private static String inWords(List<FieldError> errors) {
        return errors.stream().limit(NAMED).map(FieldError::inWords).collect(Collectors.joining("; "));
    }
}
