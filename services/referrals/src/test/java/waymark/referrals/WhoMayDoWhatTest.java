package waymark.referrals;

import static waymark.testing.Credentials.OFFICER;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import waymark.calendar.TurnableClock;
import waymark.testing.AccessContract;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;

class WhoMayDoWhatTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    @Test
    void theTableIsThatOfEveryServiceOfCases() {
        // When / Then
        AccessContract.assertOfACaseService("referrals", "duty-worker");
    }

    @Test
    void everyoneMayWhatTheTableSaysAndNobodyAnythingElse(@TempDir Path folder) {
        var clock = TurnableClock.at(LocalDate.of(2022, 7, 31));
        try (var service =
                RunningService.start(ReferralsApplication.class, "referrals", stack, clock, folder, Map.of())) {
            // Given
            var referral = made(
                    service,
                    "/referrals",
                    "CYP-1",
                    "{\"childRef\": \"CYP-1\", \"source\": \"6\", \"primaryNeed\": \"N1\"}");
            var earlyHelp = made(service, "/early-help", "CYP-2", "{\"children\": [\"CYP-2\"], \"source\": \"5D\"}");

            // When / Then
            AccessContract.assertHeld(
                    service,
                    "referrals",
                    Map.of("/referrals/", referral.id(), "/contacts/", referral.id(), "/early-help/", earlyHelp.id()));
            AccessContract.assertOthersFindNothing(service, "referrals", Map.of(), List.of(referral, earlyHelp));
        }
    }

    private static AccessContract.Case made(RunningService service, String path, String childRef, String body) {
        var made = service.post(OFFICER, path, body);
        if (made.status() != 201) throw new AssertionError(made.text());
        return new AccessContract.Case(
                UUID.fromString(made.json().at("/id").asString()),
                made.json().at("/reference").asString(null),
                childRef);
    }
}
