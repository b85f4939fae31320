package waymark.alerts.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.alerts.notices.Notice.State;
import waymark.calendar.TurnableClock;
import waymark.testing.EmbeddedStack;

/** How notices are sent, with receivers that answer and one that never does. It is noon. */
class NoticeSenderTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final String SECRET = "a secret of the tests, thirty-two bytes long";

    private final TurnableClock clock = TurnableClock.at(LocalDate.of(2022, 5, 18));
    private final Queue<String> taken = new ConcurrentLinkedQueue<>();
    private Notices notices;
    private HttpServer answering;

    @BeforeEach
    void begin() throws IOException {
        notices = new Notices(stack.freshDatabase());
        answering = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answering.createContext("/", exchange -> {
            taken.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        answering.start();
    }

    @AfterEach
    void end() {
        answering.stop(0);
    }

    private static NoticeSettings.Webhook at(int port) {
        return new NoticeSettings.Webhook(URI.create("http://127.0.0.1:" + port), SECRET);
    }

    private NoticeSender sender(Delivery delivery) {
        var sender = new NoticeSender(delivery, notices, NoticeHoursTest.settings(), clock, new SimpleMeterRegistry());
        sender.start();
        return sender;
    }

    private List<Notice> some(String authority, int count) {
        var now = clock.now();
        var some = IntStream.range(0, count)
                .mapToObj(at -> Notice.webhook(authority, UUID.randomUUID(), 1, "raised", authority, now, now))
                .toList();
        notices.add(some);
        return some;
    }

    @Test
    void aReceiverThatNeverAnswersHoldsUpNobodyElse() throws IOException {
        // Given: more for the silent one than are looked at in one go, and due before the other's
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var delivery = new WebhookDelivery(Map.of(
                        "825",
                        at(silent.getLocalPort()),
                        "826",
                        at(answering.getAddress().getPort())))) {
            some("825", 150);
            clock.turnBy(Duration.ofMinutes(1));
            some("826", 250);

            // When
            try (var _ = sender(delivery)) {
                // Then: all of the other are out while its own wait
                await().atMost(Duration.ofSeconds(30)).until(() -> notices.count("826", State.SENT) == 250);
                assertThat(notices.count("825", State.WAITING)).isEqualTo(150);
                assertThat(taken).hasSize(250).containsOnly("826");
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> notices.list("825", State.WAITING, 0, 150).stream()
                                .anyMatch(notice -> "no answer within 5 s".equals(notice.reason())));
            }
        }
    }

    @Test
    void whatFailedWaitsForItsPauseAndTheNextIsTriedMeanwhile() {
        // Given
        var attempts = new AtomicInteger();
        var delivery = new Delivery() {
            @Override
            public List<Notice.Channel> channels() {
                return List.of(Notice.Channel.WEBHOOK);
            }

            @Override
            public boolean isOpen(Instant now) {
                return true;
            }

            @Override
            public Result deliver(Notice notice, Instant now) {
                return attempts.incrementAndGet() == 1 ? new Result.Failed("answered 500") : new Result.Sent();
            }
        };
        some("825", 3);

        // When
        try (var _ = sender(delivery)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> notices.count("825", State.SENT) == 2);
            assertThat(notices.count("825", State.WAITING)).isEqualTo(1);
            clock.turnBy(Duration.ofMinutes(1));

            // Then
            await().atMost(Duration.ofSeconds(30)).until(() -> notices.count("825", State.SENT) == 3);
        }
        assertThat(attempts).hasValue(4);
    }
}
