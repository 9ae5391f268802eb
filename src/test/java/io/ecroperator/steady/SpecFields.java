package io.ecroperator.steady;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The fields of a spec, by its type, as paths with dots between; what a list or a map holds counts as the list's or the map's. */
final class SpecFields {

    private SpecFields() {}

    static Set<String> of(Class<? extends Record> spec) {
        Set<String> paths = new TreeSet<>();
        collect("", spec, paths);
        return paths;
    }

    private static void collect(String path, Class<?> type, Set<String> paths) {
        for (RecordComponent component : type.getRecordComponents()) {
            String field = Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                    .map(JsonProperty::value)
                    .filter(name -> !name.isEmpty())
                    .orElse(component.getName());
            String at = path.isEmpty() ? field : path + "." + field;
            Class<?> inner = element(component.getGenericType());
            if (inner.isRecord()) {
                collect(at, inner, paths);
            } else {
                paths.add(at);
            }
        }
    }

    private static Class<?> element(Type type) {
        return switch (type) {
            case ParameterizedType list
            when list.getRawType() == List.class -> element(list.getActualTypeArguments()[0]);
            case Class<?> plain -> plain;
            default -> Object.class;
        };
    }
}
