package io.ecroperator.cli.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.cel.common.ast.CelExpr.CelSelect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns what the parser has read, macros already expanded, into terms. */
final class TermReader {

    private final Set<String> variables = new HashSet<>();

    /** The variables that the expressions read so far name. */
    Set<String> variables() {
        return variables;
    }

    /** Throws {@link IllegalArgumentException} for what is unknown here. */
    Term read(CelExpr expression) {
        return switch (expression.getKind()) {
            case CONSTANT -> constant(expression.constant());
            case IDENT -> variable(expression.ident().name());
            case SELECT -> select(expression.select());
            case CALL -> call(expression.call());
            case LIST -> list(expression.list().elements());
            case MAP -> map(expression.map().entries());
            case COMPREHENSION -> comprehension(expression.comprehension());
            default -> throw new IllegalArgumentException("not supported: " + expression.getKind());
        };
    }

    private static Term constant(CelConstant constant) {
        Object value =
                switch (constant.getKind()) {
                    case BOOLEAN_VALUE -> constant.booleanValue();
                    case INT64_VALUE -> constant.int64Value();
                    case DOUBLE_VALUE -> constant.doubleValue();
                    case STRING_VALUE -> constant.stringValue();
                    case NULL_VALUE -> null;
                    default -> throw new IllegalArgumentException("not supported: " + constant.getKind());
                };
        return scope -> value;
    }

    private Term variable(String name) {
        variables.add(name);
        return scope -> scope.valueOf(name);
    }

    private Term select(CelSelect select) {
        Term operand = read(select.operand());
        String field = select.field();
        return select.testOnly()
                ? scope -> fields(operand.value(scope)).containsKey(field)
                : scope -> CelValues.at(fields(operand.value(scope)), field);
    }

    private static Map<?, ?> fields(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw CelException.noSuchOverload();
    }

    private Term list(List<CelExpr> elements) {
        List<Term> terms = elements.stream().map(this::read).toList();
        return scope -> {
            List<Object> values = new ArrayList<>(terms.size());
            terms.forEach(term -> values.add(term.value(scope)));
            return values;
        };
    }

    private Term map(List<CelMap.Entry> entries) {
        Map<Term, Term> terms = new LinkedHashMap<>();
        entries.forEach(entry -> terms.put(read(entry.key()), read(entry.value())));
        return scope -> {
            Map<Object, Object> values = new LinkedHashMap<>();
            terms.forEach((key, term) -> values.put(key.value(scope), term.value(scope)));
            return values;
        };
    }

    private Term call(CelCall call) {
        List<Term> arguments = new ArrayList<>();
        call.target().ifPresent(target -> arguments.add(read(target)));
        call.args().forEach(argument -> arguments.add(read(argument)));
        return switch (call.function()) {
            case "_&&_" -> both(arguments.get(0), arguments.get(1), false);
            case "_||_" -> both(arguments.get(0), arguments.get(1), true);
            case "_?_:_" ->
                scope -> (truth(arguments.get(0).value(scope)) ? arguments.get(1) : arguments.get(2)).value(scope);
            case "@not_strictly_false" -> scope -> isNotFalse(arguments.getFirst(), scope);
            default -> eager(call.function(), arguments);
        };
    }

    private static Term eager(String name, List<Term> arguments) {
        Function function = Optional.ofNullable(Functions.ALL.get(name + "/" + arguments.size()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "the function " + name + " with " + arguments.size() + " arguments is unknown here"));
        return scope -> {
            Object[] values = new Object[arguments.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments.get(i).value(scope);
            }
            return function.apply(values);
        };
    }

    /** {@code &&} and {@code ||}: where one side decides, it does not matter that the other has no value. */
    private static Term both(Term left, Term right, boolean decisive) {
        return scope -> {
            CelException failure = null;
            for (Term side : List.of(left, right)) {
                try {
                    if (truth(side.value(scope)) == decisive) {
                        return decisive;
                    }
                } catch (CelException e) {
                    failure = failure == null ? e : failure;
                }
            }
            if (failure != null) {
                throw failure;
            }
            return !decisive;
        };
    }

    private static boolean isNotFalse(Term term, Scope scope) {
        try {
            return !Boolean.FALSE.equals(term.value(scope));
        } catch (CelException e) {
            return true;
        }
    }

    private Term comprehension(CelComprehension comprehension) {
        if (!comprehension.iterVar2().isEmpty()) {
            throw new IllegalArgumentException("not supported: macros with two variables");
        }
        Term range = read(comprehension.iterRange());
        Term first = read(comprehension.accuInit());
        Term goesOn = read(comprehension.loopCondition());
        Term step = read(comprehension.loopStep());
        Term result = read(comprehension.result());
        String element = comprehension.iterVar();
        String accumulator = comprehension.accuVar();
        return scope -> {
            Object accumulated = valueOrFailure(first, scope);
            for (Object each : CelValues.elements(range.value(scope))) {
                Scope inner = scope.with(accumulator, accumulated).with(element, each);
                if (!truth(goesOn.value(inner))) {
                    break;
                }
                accumulated = valueOrFailure(step, inner);
            }
            return result.value(scope.with(accumulator, accumulated));
        };
    }

    /** One element without a value decides nothing: a later one may, as the false one of {@code all}. */
    private static Object valueOrFailure(Term term, Scope scope) {
        try {
            return term.value(scope);
        } catch (CelException e) {
            return new Scope.Failure(e);
        }
    }

    private static boolean truth(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw CelException.noSuchOverload();
    }
}
