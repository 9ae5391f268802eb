package io.ecroperator.cli.cel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.ecroperator.cli.schema.JsonValues;
import io.ecroperator.crd.GeneratedCrds;
import io.ecroperator.crd.SchemaFixture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every expression of the CRDs has the value that Google's own runtime finds, for everything that the fixtures hold. */
class CelAgreesWithGooglesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Their runtime takes its time over what has no value, and most values fit most expressions in type only. */
    private static final int FAILURES_PER_COMPARISON = 100;

    private static final CelOptions OPTIONS =
            CelOptions.current().enableOptionalSyntax(true).build();

    /** Kubernetes' own; the strings of its library are Google's extension. */
    private static final CelFunctionDecl SUM = CelFunctionDecl.newFunctionDeclaration(
            "sum", CelOverloadDecl.newMemberOverload("list_sum", SimpleType.INT, ListType.create(SimpleType.DYN)));

    private final CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("self", SimpleType.DYN)
            .addVar("oldSelf", SimpleType.DYN)
            .addLibraries(CelExtensions.strings(), CelExtensions.optional())
            .addFunctionDeclarations(SUM)
            .build();

    private final CelRuntime runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(CelExtensions.strings(), CelExtensions.optional())
            .addFunctionBindings(CelFunctionBinding.from("list_sum", List.class, CelAgreesWithGooglesTest::sum))
            .build();

    @Test
    void shouldFindTheSameValues() throws CelValidationException, CelEvaluationException {
        // Given
        Collection<Object> values = values();
        Set<String> expressions = expressions();
        assertThat(expressions).hasSizeGreaterThan(100);

        List<String> differences = new ArrayList<>();
        for (String text : expressions) {
            CelExpression ours = CelExpression.of(text);
            CelRuntime.Program theirs =
                    runtime.createProgram(compiler.compile(text).getAst());
            Object previous = "";
            int failures = 0;
            for (Object value : values) {
                Map<String, Object> variables = Map.of("self", value, "oldSelf", previous);

                // When
                Optional<Object> found = evaluated(ours, variables);

                // Then
                if (found.isEmpty() && failures++ % FAILURES_PER_COMPARISON > 0) {
                    continue;
                }
                Optional<Object> expected = evaluated(theirs, variables);
                if (!found.equals(expected)) {
                    differences.add(text + " is " + found + " and not " + expected + " for " + variables);
                }
                previous = value;
            }
        }
        assertThat(differences).isEmpty();
    }

    private static Object sum(List<?> list) {
        return list.stream().mapToLong(Long.class::cast).sum();
    }

    private static Optional<Object> evaluated(CelExpression expression, Map<String, Object> variables) {
        try {
            return Optional.of(expression.evaluate(variables));
        } catch (CelException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> evaluated(CelRuntime.Program program, Map<String, Object> variables) {
        try {
            return Optional.of(program.eval(variables));
        } catch (CelEvaluationException e) {
            return Optional.empty();
        }
    }

    /** What is somewhere in a fixture, each once. */
    private static Collection<Object> values() {
        Set<Object> values = new LinkedHashSet<>();
        SchemaFixture.all().stream()
                .flatMap(fixture -> Stream.concat(fixture.before().stream(), Stream.of(fixture.object())))
                .forEach(object -> visit(JsonValues.object(JSON.<ObjectNode>valueToTree(object)), values::add));
        return values;
    }

    private static void visit(Object value, Consumer<Object> visitor) {
        if (value != null && value.toString().length() < 1000) {
            visitor.accept(value);
        }
        switch (value) {
            case Map<?, ?> map -> map.values().forEach(each -> visit(each, visitor));
            case List<?> list -> list.forEach(each -> visit(each, visitor));
            case null, default -> {}
        }
    }

    private static Set<String> expressions() {
        Set<String> expressions = new LinkedHashSet<>();
        GeneratedCrds.definitions().forEach(crd -> JSON.<ObjectNode>valueToTree(crd)
                .findValues("x-kubernetes-validations")
                .forEach(rules -> rules.forEach(rule -> Stream.of("rule", "messageExpression")
                        .filter(rule::has)
                        .forEach(key -> expressions.add(rule.get(key).asText())))));
        return expressions;
    }
}
