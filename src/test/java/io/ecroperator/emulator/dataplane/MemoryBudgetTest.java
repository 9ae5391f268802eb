package io.ecroperator.emulator.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    @Test
    void shouldRefuseAnUploadWhenMemoryIsFull() throws IOException {
        // Given
        MemoryBudget budget = new MemoryBudget(10);
        Upload upload = new Upload("1", "api");
        upload.append(new ByteArrayInputStream(new byte[8]), budget);

        // When / Then
        assertThatThrownBy(() -> upload.append(new ByteArrayInputStream(new byte[3]), budget))
                .isInstanceOfSatisfying(
                        DistributionError.class,
                        refusal -> assertThat(refusal.answer().status()).isEqualTo(413));
        assertThat(budget.used()).isEqualTo(8);
        assertThat(upload.size()).isEqualTo(8);
        budget.giveBack(8);
        upload.append(new ByteArrayInputStream(new byte[10]), budget);
        assertThat(budget.used()).isEqualTo(10);
    }
}
