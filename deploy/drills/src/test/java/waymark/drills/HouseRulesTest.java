package waymark.drills;

import org.junit.jupiter.api.Test;
import waymark.testing.HouseRules;

class HouseRulesTest {

    /** Every module is on this one's class path, so here the rules see all of them together. */
    @Test
    void theWholeSystemKeepsTheRulesOfTheHouse() {
        HouseRules.hold();
    }
}
