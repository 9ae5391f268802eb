package io.ecroperator.cli.export.terraform;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * The {@code removed} blocks that let Terraform forget resources, and keep them in AWS.
 *
 * @param addresses of resources, without instances, because {@code from} takes none
 * @param forgottenToo addresses of instances that were not chosen, of resources of which another was
 * @param leftByType how many resources of ECR stay with Terraform
 * @see <a href="https://opentofu.org/docs/language/resources/syntax/#removing-resources">Removing resources</a>
 */
public record RemovedBlocks(
        SortedSet<String> addresses, SortedSet<String> forgottenToo, SortedMap<String, Long> leftByType) {

    /** What goes into a module. */
    public String text() {
        return addresses.stream()
                .map(address -> "removed {\n  from = " + address + "\n\n  lifecycle {\n    destroy = false\n  }\n}\n")
                .collect(Collectors.joining("\n"));
    }

    /** What whoever applies them has to know. */
    public String remarks() {
        return "Blocks: " + addresses.size() + "."
                + (leftByType.isEmpty()
                        ? ""
                        : " Of ECR, and left to Terraform: "
                                + leftByType.entrySet().stream()
                                        .map(RemovedBlocks::count)
                                        .collect(Collectors.joining(", "))
                                + ".")
                + (forgottenToo.isEmpty()
                        ? ""
                        : " A block is about all instances of a resource, so Terraform forgets these too, which were not"
                                + " chosen: " + String.join(", ", forgottenToo)
                                + ". Export them as well, or move them to a"
                                + " resource of their own first.");
    }

    private static String count(Map.Entry<String, Long> type) {
        return type.getKey() + " " + type.getValue();
    }
}
