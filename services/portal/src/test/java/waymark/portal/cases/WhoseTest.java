package waymark.portal.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.portal.desk.Person;
import waymark.web.access.Role;

class WhoseTest {
    private static final Person WORKER = new Person("DUTY-11", "One", "825", Set.of(Role.DUTY_WORKER), List.of());

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, anyone, ''",
                "me, -, me, worker=DUTY-11&",
                "DUTY-11, -, me, worker=DUTY-11&",
                "nobody, -, nobody, assigned=false&",
                "'', -, anyone, ''",
                "DUTY-12, -, DUTY-12, worker=DUTY-12&",
                "nobody, DUTY-12, DUTY-12, worker=DUTY-12&",
                "me, ' ', me, worker=DUTY-11&",
                "-, a&b=c, a&b=c, worker=a%26b%3Dc&"
            })
    void aListIsAskedForAsTheAddressSays(String asked, String typed, String inAddress, String condition) {
        // When
        var whose = Whose.of("worker", asked, typed, WORKER, "anyone");

        // Then
        assertThat(whose.inAddress()).isEqualTo(inAddress);
        assertThat(whose.condition()).isEqualTo(condition);
    }
}
