package waymark.drills;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import waymark.testing.HouseRules;

class HouseRulesTest {

    /** Every module is on this one's class path, so here the rules see all of them together, and a jar of tests besides. */
    @Test
    void theWholeSystemKeepsTheRulesOfTheHouse() {
        var system = HouseRules.ours().that(describe("are no tests", HouseRulesTest::isNoTest));
        HouseRules.ALL.forEach(rule -> rule.check(system));
    }

    private static boolean isNoTest(JavaClass one) {
        return one.getSource()
                .filter(source -> source.getUri().toString().contains("-tests.jar!"))
                .isEmpty();
    }
}
