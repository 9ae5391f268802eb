package io.ecroperator.reference;

import static io.ecroperator.reference.Table.code;
import static io.ecroperator.reference.Table.text;

import io.ecroperator.contract.KnownDifference;
import java.util.List;

/** The page of what the emulator and moto say differently, from the list that the contract is judged by. */
record EmulatorDifferencesReference() implements ReferenceSource {

    private static final int CELL = 160;

    @Override
    public List<ReferencePage> pages() {
        Table differences = new Table(
                List.of("Case", "The emulator says", "moto says", "Like AWS", "Why"),
                KnownDifference.all().stream()
                        .map(EmulatorDifferencesReference::row)
                        .toList());
        String page = """
                # The emulator and moto

                The tests run against an emulator of ECR that is part of this repository. So that it is not judged by its
                authors alone, the same calls go to [moto](https://docs.getmoto.org), and whatever the two answer differently
                must be in this table, with AWS's own word or the best public record on who is right. Cases that are not here
                have the same answer: compared are the whole answer, or the code of the error. Long answers are cut here.

                %s""".formatted(differences.markdown());
        return List.of(new ReferencePage("emulator-differences.md", page));
    }

    private static List<String> row(KnownDifference difference) {
        return List.of(
                text(difference.name()),
                said(difference.emulator()),
                said(difference.moto()),
                difference.likeAws().label(),
                text(difference.why()) + " [Source](" + difference.source() + ")");
    }

    private static String said(String outcome) {
        String cut = outcome.length() > CELL ? outcome.substring(0, CELL) + "…" : outcome;
        return code(cut.replace("|", "\\|"));
    }
}
