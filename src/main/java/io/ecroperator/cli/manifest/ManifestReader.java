package io.ecroperator.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.cli.manifest.Document.Place;
import io.ecroperator.cli.manifest.DocumentTexts.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads the documents of one source. JSON is YAML. */
final class ManifestReader {

    /**
     * In characters: what etcd takes of a whole object by default (--max-request-bytes). For a text without a break the parser
     * takes time that grows with its square, which makes minutes of some 10 MB.
     */
    static final int LONGEST_LINE = 1024 * 1024 * 3 / 2;

    private static final Resolver RESOLVER = new Resolver();
    private static final LoaderOptions OPTIONS = options();

    private final String source;
    private final List<Document> found = new ArrayList<>();
    private int number;

    private ManifestReader(String source) {
        this.source = source;
    }

    /** All documents that are not empty; what is wrong with one does not concern the others. */
    static List<Document> read(String source, String text) {
        ManifestReader reader = new ManifestReader(source);
        DocumentTexts.of(text).forEach(reader::read);
        return reader.found;
    }

    private void read(Part part) {
        number++;
        if (part.hasLineLongerThan(LONGEST_LINE)) {
            refuse(
                    at(part.firstLine(), 0),
                    "has a line of more than 1.5 MiB, as no object that Kubernetes can store has: break it, as jq . does.");
            return;
        }
        try {
            Composer documents =
                    new Composer(new ParserImpl(new StreamReader(part.text()), OPTIONS), RESOLVER, OPTIONS);
            for (int more = 0; documents.checkNode(); more++) {
                number += Math.min(more, 1);
                YamlTree.Written document = YamlTree.of(documents.getNode(), part.firstLine());
                if (!document.value().isNull()) {
                    add(document.value(), document.location());
                }
            }
        } catch (MarkedYAMLException e) {
            refuse(at(part, e.getProblemMark()), "is no YAML: " + e.getProblem() + ".");
        } catch (ReaderException e) {
            refuse(
                    at(part.firstLine() + lineOf(e.getCodePoint(), part.text()), 0),
                    "is no YAML: it holds the character U+%04X.".formatted(e.getCodePoint()));
        } catch (YAMLException e) {
            refuse(at(part.firstLine(), 0), "is no YAML: " + e.getMessage() + ".");
        }
    }

    private void refuse(Location location, String why) {
        found.add(Unreadable.of(source, number, location, why));
    }

    private static Location at(int line, int column) {
        return new Location(line, column, Map.of());
    }

    private static Location at(Part part, Mark mark) {
        return mark == null ? at(part.firstLine(), 0) : at(part.firstLine() + mark.getLine(), mark.getColumn() + 1);
    }

    /** From 0. */
    private static int lineOf(int character, String text) {
        return (int) text.substring(0, text.indexOf(character))
                .chars()
                .filter(each -> each == '\n')
                .count();
    }

    private void add(JsonNode tree, Location location) {
        if (!(tree instanceof ObjectNode object)
                || !object.path("apiVersion").isTextual()
                || !object.path("kind").isTextual()) {
            refuse(location, "is no manifest: it needs apiVersion and kind.");
            return;
        }
        JsonNode items = object.path("items");
        if (object.path("kind").asText().endsWith("List") && items.isArray()) {
            for (int i = 0; i < items.size(); i++) {
                add(items.get(i), location.of("items[" + i + "]"));
            }
            return;
        }
        Place place = new Place(source, number, location.line());
        Manifest manifest = new Manifest(place, location, object);
        if (OurKinds.isUnknown(manifest.apiVersion(), manifest.kind())) {
            refuse(
                    location,
                    "is of no kind that there is: no matches for kind \"" + manifest.kind() + "\" in version \""
                            + manifest.apiVersion() + "\". " + OurKinds.inWords());
        } else {
            found.add(
                    manifest.isOurs() ? manifest : new Manifest(place, at(location.line(), location.column()), object));
        }
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setNestingDepthLimit(YamlTree.DEEPEST);
        // Not how many aliases there are, but what they stand for is counted, by YamlTree.
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        return options;
    }
}
