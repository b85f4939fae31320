package waymark.web;

import org.junit.jupiter.api.Test;
import waymark.testing.HouseRules;

class HouseRulesTest {
    @Test
    void theHouseRulesHold() {
        HouseRules.hold();
    }
}
