package io.ecroperator.crd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ecroperator.api.v1alpha1.ClusterEcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrLifecyclePolicy;
import io.ecroperator.api.v1alpha1.EcrPublicRepository;
import io.ecroperator.api.v1alpha1.EcrPullSecret;
import io.ecroperator.api.v1alpha1.EcrPullThroughCacheRule;
import io.ecroperator.api.v1alpha1.EcrRegistry;
import io.ecroperator.api.v1alpha1.EcrRegistryConfiguration;
import io.ecroperator.api.v1alpha1.EcrRepository;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryPolicy;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The CRDs of all kinds as the committed files must hold them. */
public final class GeneratedCrds {

    /** Where the files are, from the directory of the build. */
    public static final Path DIRECTORY = Path.of("crds");

    /** Every kind that the operator serves. */
    private static final List<Class<? extends CustomResource<?, ?>>> KINDS = List.of(
            EcrRepository.class,
            EcrLifecyclePolicy.class,
            EcrRepositoryPolicy.class,
            EcrPullSecret.class,
            ClusterEcrPullSecret.class,
            EcrRegistry.class,
            EcrRegistryConfiguration.class,
            EcrPullThroughCacheRule.class,
            EcrRepositoryCreationTemplate.class,
            EcrPublicRepository.class);

    private static final String HEADER =
            "# Generated from the records in src/main/java/io/ecroperator/api; run make crds.\n";

    /** Without an extension, {@code kubectl apply -f crds} takes it for no manifest. */
    private static final String KUSTOMIZATION = """
            # Generated; run make crds.
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            resources:
            """;

    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .build())
            .build();

    private GeneratedCrds() {}

    /** File name to text of each CRD and of what names them all for kustomize, by file name; the same on every run. */
    public static Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        for (CustomResourceDefinition crd : definitions()) {
            files.put(crd.getMetadata().getName() + "-v1.yml", HEADER + yaml(crd));
        }
        files.put("Kustomization", KUSTOMIZATION + "  - " + String.join("\n  - ", files.keySet()) + "\n");
        return files;
    }

    /** The CRDs themselves, by name. */
    public static List<CustomResourceDefinition> definitions() {
        Map<String, ByteArrayOutputStream> streams = new TreeMap<>();
        new CRDGenerator()
                .forCRDVersions("v1")
                .withParallelGenerationEnabled(false)
                .withPostProcessor(new CrdPostProcessor(KINDS))
                .customResourceClasses(List.copyOf(KINDS))
                .withOutput(new InMemory(streams))
                .generate();
        return streams.values().stream()
                .map(stream -> Serialization.unmarshal(
                        stream.toString(StandardCharsets.UTF_8), CustomResourceDefinition.class))
                .toList();
    }

    /** The class of a kind. */
    public static Class<? extends CustomResource<?, ?>> type(String kind) {
        return KINDS.stream()
                .filter(type -> type.getSimpleName().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /**
     * An object as the files have it. Not with the generator's writer, which leaves "True" without quotes: a boolean to every reader
     * of YAML 1.1.
     */
    public static String yaml(Object object) {
        try {
            return YAML.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record InMemory(Map<String, ByteArrayOutputStream> streams)
            implements CRDGenerator.CRDOutput<OutputStream> {

        @Override
        public OutputStream outputFor(String name) {
            return streams.computeIfAbsent(name, key -> new ByteArrayOutputStream());
        }

        @Override
        public void close() throws IOException {
            for (OutputStream stream : streams.values()) {
                stream.close();
            }
        }
    }
}
