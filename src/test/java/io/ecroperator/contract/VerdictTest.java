package io.ecroperator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.contract.KnownDifference.LikeAws;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final ContractCase CASE = ContractCase.asking("Op: it's so", aws -> "unused");
    private static final Outcome REFUSED = new Outcome("InvalidParameterException", "because", false);
    private static final Outcome ACCEPTED = new Outcome("accepted", "", false);
    private static final KnownDifference LISTED =
            new KnownDifference(CASE.name(), REFUSED.text(), ACCEPTED.text(), LikeAws.EMULATOR, "why", "source");

    @Test
    void shouldAgreeWhenBothGiveTheSameCodeInOtherWords() {
        // Given
        Outcome inOtherWords = new Outcome(REFUSED.text(), "for it is", false);

        // Then
        assertThat(Verdict.of(CASE, REFUSED, inOtherWords, Optional.empty())).isEqualTo(new Verdict.Agreed());
    }

    @Test
    void shouldExplainWhenTheyDifferAsListed() {
        // Then
        assertThat(Verdict.of(CASE, REFUSED, ACCEPTED, Optional.of(LISTED))).isEqualTo(new Verdict.Explained(LISTED));
    }

    @Test
    void shouldFailWithAnEntryToCompleteWhenTheDifferenceIsNotListed() {
        // Then
        assertThat(problem(REFUSED, ACCEPTED, Optional.empty()))
                .contains("- case: 'Op: it''s so'", "emulator: 'InvalidParameterException'", "moto: 'accepted'");
    }

    @Test
    void shouldFailWhenAListedDifferenceIsGone() {
        // Then
        assertThat(problem(ACCEPTED, ACCEPTED, Optional.of(LISTED))).startsWith("Listed in differences.yaml");
    }

    @Test
    void shouldFailWhenAListedDifferenceHasChanged() {
        // Given
        Outcome other = new Outcome("ValidationException", "", false);

        // Then
        assertThat(problem(REFUSED, other, Optional.of(LISTED))).startsWith("They differ in another way");
        assertThat(problem(other, ACCEPTED, Optional.of(LISTED))).startsWith("They differ in another way");
    }

    @Test
    void shouldFailWhenTheEmulatorItselfFailed() {
        // Given
        Outcome defect = new Outcome("InternalFailure", "", true);

        // Then
        assertThat(problem(defect, defect, Optional.empty())).startsWith("The emulator failed");
    }

    private static String problem(Outcome emulator, Outcome moto, Optional<KnownDifference> listed) {
        return Verdict.of(CASE, emulator, moto, listed) instanceof Verdict.Unexplained(String problem) ? problem : "";
    }
}
