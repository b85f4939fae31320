package waymark.alerts;

import org.junit.jupiter.api.Test;
import waymark.testing.HouseRules;

class HouseRulesTest {
    @Test
    void theHousesRulesHoldHere() {
        HouseRules.hold();
    }
}
