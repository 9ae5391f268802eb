package io.ecroperator.cli.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.Map;

/** An expression of CEL that is ready to be evaluated, as often as needed and by several threads. */
public final class CelExpression {

    private static final CelParser PARSER = CelParserFactory.standardCelParserBuilder()
            .setOptions(CelOptions.current().enableOptionalSyntax(true).build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .build();

    private final Term term;
    private final boolean aboutOldSelf;

    private CelExpression(Term term, boolean aboutOldSelf) {
        this.term = term;
        this.aboutOldSelf = aboutOldSelf;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it is none, or calls a function that is unknown here
     */
    public static CelExpression of(String text) {
        CelAbstractSyntaxTree tree;
        try {
            tree = PARSER.parse(text).getAst();
        } catch (CelValidationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        TermReader reader = new TermReader();
        Term term = reader.read(tree.getExpr());
        return new CelExpression(term, reader.variables().contains("oldSelf"));
    }

    /** Whether it compares with {@code oldSelf}, which a new object has not. */
    public boolean isAboutOldSelf() {
        return aboutOldSelf;
    }

    /**
     * The value for these variables.
     *
     * @throws CelException if it has none
     */
    public Object evaluate(Map<String, Object> variables) {
        return term.value(Scope.of(variables));
    }
}
