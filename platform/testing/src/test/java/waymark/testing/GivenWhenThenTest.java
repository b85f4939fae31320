package waymark.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import waymark.casefile.course.Breach;
import waymark.casefile.course.Decision;

class GivenWhenThenTest {
    private static final GivenWhenThen<Integer, Integer, Integer> sum =
            GivenWhenThen.of(0, GivenWhenThenTest::decide, Integer::sum);

    private static Decision<Integer> decide(Integer state, Integer command) {
        if (command < 0) return Decision.refuse("sum.never-falls", null, "it only grows");
        if (state + command > 10) {
            return new Decision.Accepted<>(List.of(command), List.of(new Breach("sum.large", null, "above ten")));
        }
        return command == 0 ? Decision.accept(List.of()) : Decision.accept(command);
    }

    @Test
    void aStoryThatIsTruePasses() {
        sum.given().when(3).then(3);
        sum.given(3, 4).when(0).then();
        sum.given(3, 4).when(5).then(5).thenWarned("sum.large");
        sum.given(3).when(-1).thenRefused("sum.never-falls");
    }

    @Test
    void aStoryThatIsNotTrueFailsAndShowsTheDecision() {
        assertThatThrownBy(() -> sum.given().when(3).then(4)).hasMessageContaining("[3]");
        assertThatThrownBy(() -> sum.given().when(3).then()).hasMessageContaining("[3]");
        assertThatThrownBy(() -> sum.given().when(3).thenRefused("sum.never-falls"))
                .hasMessageContaining("Accepted");
        assertThatThrownBy(() -> sum.given().when(-1).then(1)).hasMessageContaining("sum.never-falls");
        assertThatThrownBy(() -> sum.given().when(-1).thenRefused("sum.other")).hasMessageContaining("sum.never-falls");
        assertThatThrownBy(() -> sum.given().when(3).thenWarned("sum.large")).hasMessageContaining("sum.large");
    }
}
