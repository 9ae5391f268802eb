package io.ecroperator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ecroperator.cli.manifest.Manifest;
import io.ecroperator.cli.manifest.OurKinds;
import io.ecroperator.cli.schema.Judge;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The CRDs that are packed into this program. One is read when the first object of its kind comes. */
public final class Schemas {

    /** The files of {@code crds/}, as the build copies them. */
    private static final String DIRECTORY = "/crds/";

    private final Map<Class<?>, Judge> judges = new ConcurrentHashMap<>();

    /** The judge of an object of the operator's kinds. */
    Judge judge(Manifest manifest) {
        return judge(manifest.apiVersion(), manifest.kind());
    }

    /** The judge of objects of one of the operator's kinds. */
    public Judge judge(String apiVersion, String kind) {
        Class<? extends CustomResource<?, ?>> type =
                OurKinds.of(apiVersion, kind).orElseThrow();
        return judges.computeIfAbsent(type, key -> Judge.of(crd(HasMetadata.getFullResourceName(type))));
    }

    private static JsonNode crd(String name) {
        String file = DIRECTORY + name + "-v1.yml";
        try (InputStream stream = Schemas.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new FileNotFoundException(file + " is not in this program");
            }
            return new YAMLMapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
