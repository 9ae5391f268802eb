package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * The page that a request asks for.
 *
 * @param list the answer's member with the items
 * @param after key of the last item before the page, empty for the first page
 * @param size most items
 */
record Page(String list, String after, int size) {

    /** {@return the page by maxResults, 1..1000 and 100 if absent, and nextToken} */
    static Page of(Parameters parameters, String list) {
        return of(parameters, list, Parameters.MAX_PAGE, Parameters.DEFAULT_PAGE);
    }

    /** {@return the same with another limit of maxResults, and size if it is absent} */
    static Page of(Parameters parameters, String list, int max, int ifAbsent) {
        Optional<Integer> size = parameters.integer("maxResults", 1, max);
        Optional<String> token = parameters.string("nextToken");
        String after = token.map(text -> PageToken.keyOf(list, text)).orElse("");
        return new Page(list, after, size.orElse(ifAbsent));
    }

    /** {@return the answer, with a token if there is more; of all items in order of their keys} */
    <T> ObjectNode cut(Collection<T> sorted, Function<T, String> key, Function<T, JsonNode> json) {
        return of(
                sorted.stream()
                        .filter(item -> key.apply(item).compareTo(after) > 0)
                        .toList(),
                key,
                json);
    }

    /** {@return the answer, with a token if there is more} */
    <T> ObjectNode of(Iterable<T> itemsAfter, Function<T, String> key, Function<T, JsonNode> json) {
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray(list);
        String last = "";
        for (T item : itemsAfter) {
            if (items.size() == size) {
                answer.put("nextToken", PageToken.after(list, last));
                break;
            }
            items.add(json.apply(item));
            last = key.apply(item);
        }
        return answer;
    }
}
