package io.ecroperator.crd;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Mends what the generator leaves out of a CRD or gets wrong, and what no annotation can say. */
final class CrdPostProcessor implements CRDPostProcessor {

    /** Lists whose entries are all different, in the status, where no user meets the refusal. */
    private static final Set<String> STATUS_SETS = Set.of("managedTagKeys", "facets");

    /** Objects that may be empty, and then mean something. */
    private static final Set<String> MEANINGFUL_EMPTY_OBJECTS = Set.of("imageScanningConfiguration");

    /** Kinds with no field in their spec that must be there. */
    private static final Set<String> MAY_BE_EMPTY = Set.of("EcrRepository", "EcrRegistryConfiguration");

    /**
     * Maps of a policy statement that hold lists, also in further maps. The generator does not read annotations in there. A
     * policy of ECR has at most 10,240 characters, so that one that fits is far below these.
     */
    private static final Set<String> MAPS_OF_LISTS = Set.of("principal", "notPrincipal", "condition");

    private static final long MAX_NESTED_KEYS = 50;
    private static final long MAX_NESTED_VALUES = 1_000;
    private static final long MAX_NESTED_CHARACTERS = 4_096;

    private final Map<String, Class<?>> kinds;

    CrdPostProcessor(Collection<? extends Class<?>> kinds) {
        this.kinds = kinds.stream().collect(toMap(Class::getSimpleName, Function.identity()));
    }

    @Override
    public HasMetadata process(HasMetadata generated, String crdVersion) {
        CustomResourceDefinition crd = (CustomResourceDefinition) generated;
        Class<?> kind = kinds.get(crd.getSpec().getNames().getKind());
        for (CustomResourceDefinitionVersion version : crd.getSpec().getVersions()) {
            JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
            root.setDescription(kind.getAnnotation(JsonClassDescription.class).value());
            complete(root);
            if (MAY_BE_EMPTY.contains(crd.getSpec().getNames().getKind())) {
                // Server-side apply of "spec: {}" over a spec with fields makes null of it, which then is refused.
                root.getProperties().get("spec").setDefault(JsonNodeFactory.instance.objectNode());
            }
            JSONSchemaProps status = root.getProperties().get("status");
            // kstatus takes an object without a status for current; this one it takes for one that nobody has seen yet.
            status.setDefault(JsonNodeFactory.instance.objectNode().put("observedGeneration", -1));
            status.getProperties()
                    .put(
                            "conditions",
                            ConditionsSchema.of(status.getProperties().get("conditions")));
            version.getAdditionalPrinterColumns().sort(asDeclaredOn(kind));
            version.getAdditionalPrinterColumns().forEach(CrdPostProcessor::omitDefaultPriority);
        }
        return crd;
    }

    /** The generator sorts columns by their path, which puts Age first. */
    private static Comparator<CustomResourceColumnDefinition> asDeclaredOn(Class<?> kind) {
        List<String> names = Stream.of(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        return Comparator.comparingInt(column -> names.indexOf(column.getName()));
    }

    /** The API server does not store a priority of 0: Argo CD, which compares with what is written, sees a difference for ever. */
    private static void omitDefaultPriority(CustomResourceColumnDefinition column) {
        if (Integer.valueOf(0).equals(column.getPriority())) {
            column.setPriority(null);
        }
    }

    private static void complete(JSONSchemaProps schema) {
        if (schema.getXKubernetesValidations() != null) {
            // The generator meets an annotation of a record component twice, and server-side apply refuses twins.
            schema.setXKubernetesValidations(
                    schema.getXKubernetesValidations().stream().distinct().toList());
        }
        if (schema.getProperties() != null) {
            schema.getProperties().forEach(CrdPostProcessor::completeProperty);
        }
        if (schema.getItems() != null) {
            complete(schema.getItems().getSchema());
        }
        if (schema.getAdditionalProperties() != null) {
            completeProperty("", schema.getAdditionalProperties().getSchema());
        }
    }

    private static void completeProperty(String name, JSONSchemaProps schema) {
        if ("integer".equals(schema.getType())) {
            completeInteger(name, schema);
        }
        if ("array".equals(schema.getType())) {
            // A list of a policy is one thing: two field managers that each own some entries would make a third policy.
            schema.setXKubernetesListType(STATUS_SETS.contains(name) ? "set" : "atomic");
        }
        if (schema.getAdditionalProperties() != null || MEANINGFUL_EMPTY_OBJECTS.contains(name)) {
            // As with spec: server-side apply could not empty a map that has one owner per key.
            schema.setXKubernetesMapType("atomic");
        }
        if (MAPS_OF_LISTS.contains(name)) {
            bound(schema.getAdditionalProperties().getSchema());
        }
        complete(schema);
    }

    private static void bound(JSONSchemaProps value) {
        switch (value.getType()) {
            case "object" -> {
                value.setMaxProperties(MAX_NESTED_KEYS);
                bound(value.getAdditionalProperties().getSchema());
            }
            case "array" -> {
                value.setMaxItems(MAX_NESTED_VALUES);
                bound(value.getItems().getSchema());
            }
            case "string" -> value.setMaxLength(MAX_NESTED_CHARACTERS);
            default -> throw new IllegalStateException("No bound for a " + value.getType() + " in a policy statement");
        }
    }

    private static void completeInteger(String name, JSONSchemaProps schema) {
        if ("observedGeneration".equals(name)) {
            schema.setFormat("int64");
            return;
        }
        schema.setFormat("int32");
        if (schema.getMaximum() == null) {
            // The API server does not check the format, and a number that Java cannot read would stop the informer.
            schema.setMaximum((double) Integer.MAX_VALUE);
        }
    }
}
