package io.ecroperator.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ecroperator.cli.manifest.Manifest.Place;
import io.ecroperator.cli.outcome.CommandException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;

/** Reads the documents of one source. JSON is YAML. */
final class ManifestReader {

    /** More than the API server takes of all objects of a repository at once; the default of the parser is 3 MB. */
    private static final int MOST_CHARACTERS = 256 * 1024 * 1024;

    private ManifestReader() {}

    /** All documents that are not empty; throws {@link CommandException}, which names source, document and line. */
    static List<Manifest> read(String source, String text) {
        List<Manifest> found = new ArrayList<>();
        int number = 1;
        try {
            for (Iterator<Node> documents = documents(text); documents.hasNext(); number++) {
                Node document = documents.next();
                JsonNode tree = YamlTree.of(document);
                if (!tree.isNull()) {
                    add(new Place(source, number, document.getStartMark().getLine() + 1), tree, found);
                }
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new CommandException(
                    new Place(source, number, line).inWords() + " is no YAML: " + e.getProblem() + ".", e);
        } catch (ReaderException e) {
            int line = 1
                    + (int) text.substring(0, text.indexOf(e.getCodePoint()))
                            .chars()
                            .filter(each -> each == '\n')
                            .count();
            throw new CommandException(
                    // The parser reads ahead, so the document is not known.
                    "%s, line %d is no YAML: it holds the character U+%04X."
                            .formatted(ManifestFiles.inWords(source), line, e.getCodePoint()),
                    e);
        } catch (YAMLException e) {
            throw new CommandException(
                    new Place(source, number, 0).inWords() + " is no YAML: " + e.getMessage() + ".", e);
        }
        return found;
    }

    private static void add(Place place, JsonNode tree, List<Manifest> found) {
        if (!(tree instanceof ObjectNode object)
                || !object.path("apiVersion").isTextual()
                || !object.path("kind").isTextual()) {
            throw new CommandException(place.inWords() + " is no manifest: it needs apiVersion and kind.");
        }
        if (object.path("kind").asText().endsWith("List")
                && object.path("items").isArray()) {
            object.path("items").forEach(item -> add(place, item, found));
        } else {
            Manifest manifest = new Manifest(place, object);
            if (OurKinds.isUnknown(manifest.apiVersion(), manifest.kind())) {
                throw new CommandException(place.inWords() + ": no matches for kind \"" + manifest.kind()
                        + "\" in version \"" + manifest.apiVersion() + "\". " + OurKinds.inWords());
            }
            found.add(manifest);
        }
    }

    /** Read one by one, so that what is wrong with one is found when it is asked for. */
    private static Iterator<Node> documents(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setNestingDepthLimit(YamlTree.DEEPEST);
        // Not how many aliases there are, but what they stand for is counted, by YamlTree.
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options)
                .composeAll(new StringReader(text))
                .iterator();
    }
}
