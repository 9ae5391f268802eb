package io.ecroperator.contract;

import java.util.Optional;

/** What the two outcomes of a case and the list of differences say together. */
sealed interface Verdict {

    /** Both say the same. */
    record Agreed() implements Verdict {}

    /** They differ as the list says. */
    record Explained(KnownDifference difference) implements Verdict {}

    /**
     * The case fails.
     *
     * @param problem what is wrong, with both outcomes
     */
    record Unexplained(String problem) implements Verdict {}

    /** Judges a case. */
    static Verdict of(ContractCase asked, Outcome emulator, Outcome moto, Optional<KnownDifference> listed) {
        if (emulator.defect()) {
            return new Unexplained("The emulator failed: " + emulator);
        }
        boolean agreed = emulator.text().equals(moto.text());
        if (listed.isEmpty()) {
            return agreed ? new Agreed() : new Unexplained("""
                    The emulator and moto differ. Find out what AWS does; mend the emulator, or add to differences.yaml:
                    %s""".formatted(entry(asked, emulator, moto)));
        }
        if (agreed) {
            return new Unexplained("Listed in differences.yaml, but both say: " + emulator);
        }
        boolean asListed = listed.get().emulator().equals(emulator.text())
                && listed.get().moto().equals(moto.text());
        return asListed ? new Explained(listed.get()) : new Unexplained("""
                They differ in another way than differences.yaml says:
                %s""".formatted(entry(asked, emulator, moto)));
    }

    private static String entry(ContractCase asked, Outcome emulator, Outcome moto) {
        return """
                - case: %s
                  emulator: %s
                  moto: %s
                  # emulator: %s
                  # moto: %s""".formatted(
                quoted(asked.name()), quoted(emulator.text()), quoted(moto.text()), emulator.message(), moto.message());
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
