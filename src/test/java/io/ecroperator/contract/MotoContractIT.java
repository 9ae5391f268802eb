package io.ecroperator.contract;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecroperator.emulator.Emulator;
import io.ecroperator.emulator.iam.Trust;
import io.ecroperator.support.MotoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The emulator is right where a stand-in that is not ours says the same, or where AWS's own word decides against that one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MotoContractIT {

    private static final Path SUMMARY = Path.of("target", "summary", "contract.txt");

    private final Map<String, KnownDifference> listed =
            KnownDifference.all().stream().collect(toMap(KnownDifference::name, identity()));
    private final List<Verdict> verdicts = new ArrayList<>();
    private MotoServer moto;
    private Aws motoAws;

    @BeforeAll
    void start() throws IOException {
        moto = MotoServer.start();
        motoAws = Aws.at(moto.endpoint());
    }

    @AfterAll
    void stop() throws IOException {
        if (moto != null) {
            motoAws.close();
            moto.close();
        }
        String summary = "Contract: %d cases, %d agreed, %d differing with a reason, %d unexplained%n"
                .formatted(
                        verdicts.size(),
                        count(Verdict.Agreed.class),
                        count(Verdict.Explained.class),
                        count(Verdict.Unexplained.class));
        Files.createDirectories(SUMMARY.getParent());
        Files.writeString(SUMMARY, summary);
        System.out.print(summary);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldSayAsMotoUnlessAwsDecidesOtherwise(ContractCase asked) {
        // Given
        moto.reset();

        // When
        Outcome fromMoto = asked.play(motoAws);
        Outcome fromEmulator;
        try (Emulator emulator = Emulator.start();
                Aws aws = Aws.at(emulator.endpoint())) {
            emulator.takeLayersToExist();
            emulator.iam().role(RoleCases.TRUSTING, Trust.of(Aws.ACCOUNT));
            emulator.iam().role(RoleCases.WITH_TAGS, Trust.of(Aws.ACCOUNT).sessionTags());
            fromEmulator = asked.play(aws);
        }
        Verdict verdict = Verdict.of(asked, fromEmulator, fromMoto, Optional.ofNullable(listed.get(asked.name())));
        verdicts.add(verdict);

        // Then
        assertThat(verdict)
                .as(() -> verdict instanceof Verdict.Unexplained(String problem) ? problem : "")
                .isNotInstanceOf(Verdict.Unexplained.class);
    }

    @Test
    void shouldListDifferencesOfCasesThatExist() {
        // Then
        assertThat(cases())
                .extracting(ContractCase::name)
                .doesNotHaveDuplicates()
                .containsAll(listed.keySet());
    }

    static List<ContractCase> cases() {
        return ContractCase.all();
    }

    private long count(Class<? extends Verdict> kind) {
        return verdicts.stream().filter(kind::isInstance).count();
    }
}
