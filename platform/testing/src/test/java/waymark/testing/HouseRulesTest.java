package waymark.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import waymark.involvements.domain.RuleBreaker;

class HouseRulesTest {
    @Test
    void thePlatformKeepsTheHouseRules() {
        HouseRules.hold();
        assertThat(HouseRules.ours().contain("waymark.casefile.CaseFiles")).isTrue();
        assertThat(HouseRules.ours().contain("waymark.calendar.WorkingDays")).isTrue();
        assertThat(HouseRules.ours().contain("waymark.testing.HouseRulesTest")).isFalse();
    }

    static Arguments[] rules() {
        return new Arguments[] {
            Arguments.of(HouseRules.DOMAINS_READ_NO_CLOCK, "RuleBreaker.today()"),
            Arguments.of(HouseRules.DOMAINS_IMPORT_THE_JDK_ONLY, "org.bson.Document"),
            Arguments.of(HouseRules.NO_SERVICE_DEPENDS_ON_ANOTHER, "waymark.reporting.Elsewhere"),
            Arguments.of(HouseRules.THE_PLATFORM_KNOWS_NO_SERVICE, "waymark.testing.HouseRulesTest"),
            Arguments.of(HouseRules.NAMES_SAY_SOMETHING, "FinderImpl")
        };
    }

    @ParameterizedTest
    @MethodSource("rules")
    void whatBreaksARuleIsNamed(ArchRule rule, String place) {
        // Given
        var broken = new ClassFileImporter().importPackagesOf(RuleBreaker.class, HouseRulesTest.class);

        // When
        var found = catchThrowable(() -> rule.check(broken));

        // Then
        assertThat(found).isInstanceOf(AssertionError.class).hasMessageContaining(place);
    }
}
