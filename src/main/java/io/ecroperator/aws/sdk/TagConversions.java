package io.ecroperator.aws.sdk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecr.model.Tag;

/** Between the SDK's tags and ours. */
final class TagConversions {

    private TagConversions() {}

    /** Tags in the order of their keys, so that equal requests are equal on the wire. */
    static List<Tag> toTags(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }

    static Map<String, String> fromTags(List<Tag> tags) {
        return tags.stream()
                .collect(Collectors.toUnmodifiableMap(
                        Tag::key, tag -> tag.value() == null ? "" : tag.value(), (one, other) -> other));
    }
}
