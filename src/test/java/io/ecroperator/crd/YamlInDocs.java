package io.ecroperator.crd;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A block of YAML on a page of the project, wherever the page is.
 *
 * <p>A comment in the first line says what it is: {@code # Refused: } and a part of what the API server says to the objects
 * of the block; {@code # Part of EcrPullSecret}, some fields of such an object or of its spec; {@code # values.yaml}, a file.
 *
 * @param page where it is
 * @param line the line of its fence, from 1
 * @param text what is between the fences, without the indentation of the list that it may be in
 */
public record YamlInDocs(Path page, int line, String text) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```yaml\\b[^\\n]*\\n(.*?)^ *```$");
    private static final Pattern OURS = Pattern.compile("(?m)^apiVersion: ecr-operator\\.io/");

    /** The blocks of all pages of the project. */
    public static List<YamlInDocs> all() {
        try (Stream<Path> root = Files.list(Path.of(""));
                Stream<Path> docs = Files.walk(Path.of("docs"));
                Stream<Path> deploy = Files.walk(Path.of("deploy"));
                Stream<Path> charts = Files.walk(Path.of("charts"))) {
            return Stream.of(root, docs, deploy, charts)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .flatMap(page -> in(page, read(page)).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<YamlInDocs> in(Path page, String text) {
        return BLOCK.matcher(text)
                .results()
                .map(block -> new YamlInDocs(
                        page,
                        (int) text.substring(0, block.start()).lines().count() + 1,
                        block.group(2).replaceAll("(?m)^" + block.group(1), "")))
                .toList();
    }

    /** Where it is, as a report of tests shows it. */
    public String name() {
        return page + ":" + line;
    }

    /**
     * The documents of the block.
     *
     * @throws IOException if it is no YAML, or a key is there twice
     */
    List<JsonNode> documents() throws IOException {
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (MappingIterator<JsonNode> documents =
                mapper.readerFor(JsonNode.class).readValues(text)) {
            return documents.readAll();
        }
    }

    /** The objects of our kinds in it. */
    List<GenericKubernetesResource> objects() {
        return Stream.of(text.split("(?m)^---.*$"))
                .filter(document -> OURS.matcher(document).find())
                .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
                .toList();
    }

    /** What the API server says to them, if it does not take them. */
    Optional<String> refusal() {
        return said("# Refused: ");
    }

    /** The kind that it is a part of. */
    Optional<String> partOf() {
        return said("# Part of ");
    }

    /** Whether it is a file of that name. */
    public boolean is(String file) {
        return said("# ").filter(file::equals).isPresent();
    }

    private Optional<String> said(String beginning) {
        return text.lines()
                .findFirst()
                .filter(first -> first.startsWith(beginning))
                .map(first -> first.substring(beginning.length()));
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
