package io.ecroperator.cli.cel;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;

/**
 * The functions that expressions may call, by name and number of arguments, a member's object being the first one: those of CEL
 * and of Kubernetes' libraries of <a href="https://kubernetes.io/docs/reference/using-api/cel/">strings and lists</a> that rules
 * of CRDs use. An expression that calls another one is refused when it is read.
 */
final class Functions {

    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    static final Map<String, Function> ALL = all();

    private Functions() {}

    private static Map<String, Function> all() {
        Map<String, Function> all = new HashMap<>();
        operators(all);
        texts(all);
        lists(all);
        all.put("size/1", a -> size(a[0]));
        all.put("duration/1", a -> a[0] instanceof Duration time ? time : Durations.of(text(a[0])));
        all.put("string/1", a -> a[0] instanceof String ? a[0] : String.valueOf(number(a[0])));
        all.put(
                "int/1",
                a -> a[0] instanceof String text ? integer(text) : number(a[0]).longValue());
        all.put("_?._/2", a -> optionalField(a[0], a[1]));
        all.put("orValue/2", a -> optional(a[0]).orElse(a[1]));
        all.put("hasValue/1", a -> optional(a[0]).isPresent());
        return Map.copyOf(all);
    }

    private static void operators(Map<String, Function> all) {
        all.put("_==_/2", a -> CelValues.areEqual(a[0], a[1]));
        all.put("_!=_/2", a -> !CelValues.areEqual(a[0], a[1]));
        all.put("_<_/2", a -> CelValues.order(a[0], a[1]) < 0);
        all.put("_<=_/2", a -> CelValues.order(a[0], a[1]) <= 0);
        all.put("_>_/2", a -> CelValues.order(a[0], a[1]) > 0);
        all.put("_>=_/2", a -> CelValues.order(a[0], a[1]) >= 0);
        all.put("_+_/2", a -> sum(a[0], a[1]));
        all.put("_-_/2", a -> exactly(Math::subtractExact, a[0], a[1]));
        all.put("_*_/2", a -> exactly(Math::multiplyExact, a[0], a[1]));
        all.put("_/_/2", a -> exactly((left, right) -> left / right, a[0], a[1]));
        all.put("_%_/2", a -> exactly((left, right) -> left % right, a[0], a[1]));
        all.put("-_/1", a -> exactly(Math::subtractExact, 0L, a[0]));
        all.put("!_/1", a -> !truth(a[0]));
        all.put("_[_]/2", a -> CelValues.at(a[0], a[1]));
        all.put("@in/2", a -> isIn(a[0], a[1]));
    }

    private static void texts(Map<String, Function> all) {
        all.put("matches/2", a -> matches(text(a[0]), text(a[1])));
        all.put("startsWith/2", a -> text(a[0]).startsWith(text(a[1])));
        all.put("endsWith/2", a -> text(a[0]).endsWith(text(a[1])));
        all.put("contains/2", a -> text(a[0]).contains(text(a[1])));
        all.put("substring/2", a -> substring(text(a[0]), whole(a[1]), size(text(a[0]))));
        all.put("substring/3", a -> substring(text(a[0]), whole(a[1]), whole(a[2])));
        all.put("replace/3", a -> text(a[0]).replace(text(a[1]), text(a[2])));
        all.put("split/2", a -> split(text(a[0]), text(a[1])));
        all.put("lowerAscii/1", a -> ascii(text(a[0]), 'A', 'Z', 'a' - 'A'));
        all.put("upperAscii/1", a -> ascii(text(a[0]), 'a', 'z', 'A' - 'a'));
        all.put("trim/1", a -> text(a[0]).strip());
        all.put("join/1", a -> joined(list(a[0]), ""));
        all.put("join/2", a -> joined(list(a[0]), text(a[1])));
    }

    private static void lists(Map<String, Function> all) {
        all.put("sum/1", a -> list(a[0]).stream()
                .map(Object.class::cast)
                .reduce(Functions::sum)
                .orElse(0L));
        all.put("min/1", a -> extreme(list(a[0]), -1));
        all.put("max/1", a -> extreme(list(a[0]), 1));
        all.put("isSorted/1", a -> isSorted(list(a[0])));
    }

    private static Object sum(Object left, Object right) {
        return switch (left) {
            case String text when right instanceof String more -> text + more;
            case List<?> some
            when right instanceof List<?> more -> {
                List<Object> together = new ArrayList<>(some);
                together.addAll(more);
                yield together;
            }
            case Double number when right instanceof Double more -> number + more;
            case Duration time when right instanceof Duration more -> time.plus(more);
            case null, default -> exactly(Math::addExact, left, right);
        };
    }

    private static Object exactly(LongBinaryOperator operator, Object left, Object right) {
        try {
            return operator.applyAsLong(whole(left), whole(right));
        } catch (ArithmeticException e) {
            throw new CelException(e.getMessage().contains("zero") ? "division by zero" : "integer overflow");
        }
    }

    private static boolean isIn(Object element, Object where) {
        return switch (where) {
            case Map<?, ?> map -> map.containsKey(element);
            case List<?> list -> list.stream().anyMatch(each -> CelValues.areEqual(each, element));
            case null, default -> throw CelException.noSuchOverload();
        };
    }

    /** RE2, as in Go: anywhere in the text. */
    private static boolean matches(String text, String pattern) {
        return PATTERNS.computeIfAbsent(pattern, Pattern::compile).matcher(text).find();
    }

    /** Of a text its characters, however many units of UTF-16 they take. */
    private static long size(Object value) {
        return switch (value) {
            case String text -> text.codePointCount(0, text.length());
            case Collection<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            case null, default -> throw CelException.noSuchOverload();
        };
    }

    private static String substring(String text, long from, long to) {
        if (from < 0 || to < from || to > size(text)) {
            throw new CelException("index out of range: " + (from < 0 || from > size(text) ? from : to));
        }
        return text.substring(text.offsetByCodePoints(0, (int) from), text.offsetByCodePoints(0, (int) to));
    }

    private static List<String> split(String text, String separator) {
        if (separator.isEmpty()) {
            return text.codePoints().mapToObj(Character::toString).toList();
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String ascii(String text, char first, char last, int distance) {
        return text.chars()
                .map(character -> character >= first && character <= last ? character + distance : character)
                .mapToObj(character -> String.valueOf((char) character))
                .collect(Collectors.joining());
    }

    private static String joined(List<?> texts, String separator) {
        return texts.stream().map(Functions::text).collect(Collectors.joining(separator));
    }

    private static Object extreme(List<?> list, int sign) {
        return list.stream()
                .map(Object.class::cast)
                .reduce((best, each) -> CelValues.order(each, best) * sign > 0 ? each : best)
                .orElseThrow(() -> new CelException((sign < 0 ? "min" : "max") + " called on empty list"));
    }

    private static boolean isSorted(List<?> list) {
        for (int i = 1; i < list.size(); i++) {
            if (CelValues.order(list.get(i - 1), list.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Object> optionalField(Object value, Object field) {
        if (value instanceof Optional<?> optional) {
            return optional.flatMap(present -> optionalField(present, field));
        }
        if (value instanceof Map<?, ?> map) {
            return Optional.ofNullable(map.get(field));
        }
        throw CelException.noSuchOverload();
    }

    private static Optional<Object> optional(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Object.class::cast);
        }
        throw CelException.noSuchOverload();
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw CelException.noSuchOverload();
    }

    private static List<?> list(Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw CelException.noSuchOverload();
    }

    private static boolean truth(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw CelException.noSuchOverload();
    }

    private static Number number(Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw CelException.noSuchOverload();
    }

    private static long whole(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw CelException.noSuchOverload();
    }

    private static long integer(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new CelException("strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
        }
    }
}
