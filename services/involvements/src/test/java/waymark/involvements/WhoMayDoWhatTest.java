package waymark.involvements;

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
        AccessContract.assertOfACaseService("involvements", "cme-officer");
    }

    @Test
    void everyoneMayWhatTheTableSaysAndNobodyAnythingElse(@TempDir Path folder) {
        var clock = TurnableClock.at(LocalDate.of(2022, 7, 31));
        try (var service =
                RunningService.start(InvolvementsApplication.class, "involvements", stack, clock, folder, Map.of())) {
            // Given
            var involvement =
                    made(service, "/involvements", "CYP-1", "{\"childRef\": \"CYP-1\", \"openedOn\": \"2022-05-02\"}");

            // When / Then
            AccessContract.assertHeld(service, "involvements", Map.of("/involvements/", involvement.id()));
            AccessContract.assertOthersFindNothing(service, "involvements", Map.of(), List.of(involvement));
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
