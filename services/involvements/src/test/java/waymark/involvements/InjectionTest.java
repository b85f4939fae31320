package waymark.involvements;

import static org.assertj.core.api.Assertions.assertThat;
import static waymark.testing.Credentials.OFFICER;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import waymark.calendar.TurnableClock;
import waymark.testing.EmbeddedStack;
import waymark.testing.InjectionContract;
import waymark.testing.RunningService;

class InjectionTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private final AtomicInteger children = new AtomicInteger();

    @Test
    void whateverIsTypedIsWordsAndNothingElse(@TempDir Path folder) {
        // Given
        var clock = TurnableClock.at(LocalDate.of(2022, 7, 31));
        var often = Map.<String, Object>of("waymark.searches-a-minute", 1_000_000);
        try (var service =
                RunningService.start(InvolvementsApplication.class, "involvements", stack, clock, folder, often)) {
            var contract = InjectionContract.of(service, "involvements")
                    .cases(
                            "/involvements/",
                            () -> made(
                                    service,
                                    "/involvements",
                                    "{\"childRef\": \"C-{n}\", \"openedOn\": \"2022-07-01\", \"notes\": \"Rang.\", \"personal\": {\"name\": \"Made Up\"}}"))
                    .body(
                            "POST /involvements",
                            "{\"childRef\": \"C-{n}\", \"openedOn\": \"2022-07-01\", \"notes\": \"Rang.\", \"personal\": {\"name\": \"Made Up\"}}");

            // When
            int requests = contract.assertInert();

            // Then
            assertThat(requests).isGreaterThan(1000);
        }
    }

    private UUID made(RunningService service, String path, String body) {
        var made = service.post(OFFICER, path, body.replace("{n}", "M" + children.incrementAndGet()));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return UUID.fromString(made.json().at("/id").asString());
    }
}
