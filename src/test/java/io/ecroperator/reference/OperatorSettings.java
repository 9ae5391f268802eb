package io.ecroperator.reference;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Reads the settings from a source file of SmallRye's config mappings: its methods, defaults and Javadoc. */
public final class OperatorSettings {

    private static final Path SOURCE = Path.of("src/main/java/io/ecroperator/runtime/OperatorConfig.java");
    private static final String MAPPING = "ConfigMapping";
    private static final String DEFAULT = "WithDefault";

    private final DocTrees documentation;
    private final CompilationUnitTree unit;
    private final Map<String, ClassTree> nested;

    private OperatorSettings(DocTrees documentation, CompilationUnitTree unit, ClassTree mapping) {
        this.documentation = documentation;
        this.unit = unit;
        this.nested = members(mapping, ClassTree.class)
                .collect(Collectors.toMap(type -> type.getSimpleName().toString(), type -> type));
    }

    /**
     * One setting.
     *
     * @param property its name as a property
     * @param type the Java type
     * @param defaultValue what holds if it is not set; empty if nothing does
     * @param meaning the Javadoc, in Markdown
     */
    public record Setting(String property, String type, String defaultValue, String meaning) {

        /** The name as an environment variable, by the rule of MicroProfile Config. */
        public String variable() {
            return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        }
    }

    /** The operator's settings, in the order of their source. */
    public static List<Setting> read() {
        return read(SOURCE);
    }

    /** The settings of the file, in its order. */
    static List<Setting> read(Path source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(source));
            CompilationUnitTree unit = task.parse().iterator().next();
            ClassTree mapping = (ClassTree) unit.getTypeDecls().getFirst();
            String prefix = annotation(mapping.getModifiers().getAnnotations(), MAPPING)
                    .orElseThrow(() -> new IllegalStateException(source + " has no @" + MAPPING));
            return new OperatorSettings(DocTrees.instance(task), unit, mapping)
                    .settings(prefix, mapping)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<Setting> settings(String prefix, ClassTree group) {
        return members(group, MethodTree.class).flatMap(method -> {
            String property = prefix + "." + kebab(method.getName().toString());
            String type = method.getReturnType().toString();
            return nested.containsKey(type)
                    ? settings(property, nested.get(type))
                    : Stream.of(new Setting(
                            property,
                            type,
                            annotation(method.getModifiers().getAnnotations(), DEFAULT)
                                    .orElse(""),
                            meaning(method)));
        });
    }

    private String meaning(MethodTree method) {
        DocCommentTree comment = documentation.getDocCommentTree(TreePath.getPath(unit, method));
        if (comment == null) {
            throw new IllegalStateException("no Javadoc on " + method.getName());
        }
        return comment.getFullBody().stream()
                .map(Object::toString)
                .collect(Collectors.joining())
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ");
    }

    private static <T extends Tree> Stream<T> members(ClassTree type, Class<T> kind) {
        return type.getMembers().stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The one text that the annotation holds. */
    private static Optional<String> annotation(List<? extends AnnotationTree> annotations, String name) {
        return annotations.stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals(name))
                .map(annotation -> annotation.getArguments().getFirst())
                .map(argument -> argument instanceof AssignmentTree named ? named.getExpression() : argument)
                .map(value -> ((LiteralTree) value).getValue().toString())
                .findFirst();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
