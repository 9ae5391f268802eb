package io.ecroperator.cli.schema;

/** Paths of fields, such as {@code spec.rules[0].tags}; the empty one is the object itself. */
final class Paths {

    private Paths() {}

    static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    static String index(String path, int index) {
        return path + "[" + index + "]";
    }

    /** As rules write an entry of a map. */
    static String key(String path, String key) {
        return path + "[" + key + "]";
    }
}
