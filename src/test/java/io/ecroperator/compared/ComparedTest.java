package io.ecroperator.compared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** What {@code docs/compared.md} says is shown by the tests that it links, row by row. */
class ComparedTest {

    private static final Path PAGE = Path.of("docs", "compared.md");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)`.*\\|$");
    private static final Pattern LINK = Pattern.compile("\\[`(\\w+)\\.(\\w+)`]\\(\\.\\./([^)]+)\\)");

    @Test
    void shouldNameInEachRowTheTestsThatShowIt() throws IOException {
        Map<String, Set<String>> rows = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            ROW.matcher(line).results().forEach(row -> assertThat(rows.put(row.group(1), linked(line)))
                    .as("%s has one row", row.group(1))
                    .isNull());
        }

        assertThat(rows).isEqualTo(annotated());
    }

    @Test
    void shouldLinkTheFileOfEachTest() throws IOException {
        List<MatchResult> links = LINK.matcher(Files.readString(PAGE)).results().toList();

        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(Path.of(link.group(3)))
                .exists()
                .hasFileName(link.group(1) + ".java")
                .content()
                .contains(" " + link.group(2) + "("));
    }

    private static Set<String> linked(String line) {
        Set<String> tests = new TreeSet<>();
        LINK.matcher(line).results().forEach(link -> tests.add(link.group(1) + "." + link.group(2)));
        return tests;
    }

    private static Map<String, Set<String>> annotated() throws IOException {
        Map<String, Set<String>> tests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            files.filter(file -> file.toString().matches(".*(Test|IT)\\.java"))
                    .map(ComparedTest::className)
                    .map(name ->
                            ReflectionSupport.tryToLoadClass(name).toOptional().orElseThrow())
                    .flatMap(type -> ReflectionSupport.findMethods(
                            type, method -> method.isAnnotationPresent(Shows.class), HierarchyTraversalMode.TOP_DOWN)
                            .stream())
                    .forEach(method -> Arrays.stream(
                                    method.getAnnotation(Shows.class).value())
                            .forEach(row -> tests.computeIfAbsent(row, key -> new TreeSet<>())
                                    .add(name(method))));
        }
        return tests;
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    private static String className(Path file) {
        String path = TESTS.relativize(file).toString();
        return path.substring(0, path.length() - ".java".length())
                .replace(file.getFileSystem().getSeparator(), ".");
    }
}
