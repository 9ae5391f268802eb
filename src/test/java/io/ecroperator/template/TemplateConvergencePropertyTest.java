package io.ecroperator.template;

import io.ecroperator.managed.recorded.RecordedHistory;
import io.ecroperator.managed.recorded.RecordedSteps;
import io.ecroperator.managed.recorded.RecordedSteps.Step;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever users, others, AWS and deaths of the process do: in the end ECR is what the spec says, or what others have made. */
class TemplateConvergencePropertyTest {

    @Property(tries = 200)
    void shouldConvergeWhateverHappened(@ForAll("steps") List<Step> steps) {
        RecordedHistory<?, ?, ?> history = new RecordedHistory<>(new TemplateCase(), true);
        history.happens(steps);
        history.shouldHaveConverged();
    }

    @Property(tries = 200)
    void shouldTouchNothingOfOthersWhateverHappened(@ForAll("steps") List<Step> steps) {
        RecordedHistory<?, ?, ?> history = new RecordedHistory<>(new TemplateCase(), false);
        history.happens(steps);
        history.shouldHaveConverged();
        history.shouldDeleteNothingButItsOwn();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return RecordedSteps.any(new TemplateCase().specs());
    }
}
