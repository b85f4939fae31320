package waymark.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waymark.embedded.EmbeddedBroker;
import waymark.embedded.EmbeddedStore;

/** A service by itself, in a process of its own, told everything by its environment and by files of secrets, as in a container. */
class AloneTest {

    @TempDir
    Path folder;

    private final AtomicInteger traces = new AtomicInteger();
    private HttpServer collector;

    @BeforeEach
    void collect() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            exchange.getRequestBody().readAllBytes();
            traces.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    @Test
    void aServiceRunsAloneAgainstABrokerAndAStoreElsewhere() throws Exception {
        // given: addresses in the environment, and secrets as files that are named for their settings
        var secrets = Files.createDirectory(folder.resolve("secrets"));
        int port = freePort();
        int operators = freePort();
        collector.start();
        try (var store = EmbeddedStore.start(folder.resolve("store"), 0);
                var broker = EmbeddedBroker.start(folder.resolve("kafka"), 0, 0)) {
            Files.writeString(secrets.resolve("spring.mongodb.uri"), store.uri());
            Files.writeString(
                    secrets.resolve("waymark.child-key-secret"), "a secret of this test, and of no other place");
            // A map's entry whose own name has dots, as Kafka's settings have them.
            Files.writeString(secrets.resolve("waymark.kafka.settings.client.dns.lookup"), "no such lookup");
            var wrong = start(port, operators, secrets, broker.bootstrapServers());

            // when it is told nonsense in a file, then it says so and ends
            assertThat(wrong.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(wrong.exitValue()).isNotZero();
            assertThat(log()).contains("no such lookup");

            // when it is told sense
            Files.writeString(secrets.resolve("waymark.kafka.settings.client.dns.lookup"), "use_all_dns_ips");
            var service = start(port, operators, secrets, broker.bootstrapServers());
            try {
                // then it is ready, which operators' own port says, and answers nobody without a token
                var address = "http://127.0.0.1:" + port;
                await().atMost(Duration.ofMinutes(2)).until(() -> {
                    assertThat(service.isAlive()).as(log()).isTrue();
                    return Health.isGood("http://127.0.0.1:" + operators + "/actuator/health/readiness");
                });
                assertThat(status(address + "/involvements")).isEqualTo(401);

                // then what operators do is at their port alone, and for them alone
                assertThat(status("http://127.0.0.1:" + operators + "/actuator/deadletters"))
                        .isEqualTo(401);
                assertThat(status(address + "/actuator/health/readiness")).isEqualTo(404);

                // then the collector of traces hears of it
                await().atMost(Duration.ofMinutes(1)).until(() -> traces.get() > 0);

                // when it is told to end, then it ends by itself
                service.destroy();
                assertThat(service.waitFor(1, TimeUnit.MINUTES)).isTrue();
            } finally {
                service.destroyForcibly();
            }
        }
    }

    private Process start(int port, int operators, Path secrets, String kafka) throws IOException {
        var service = new ProcessBuilder(List.of(
                        Rehearsal.java(),
                        "-Xmx384m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "waymark.involvements.InvolvementsApplication"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        var environment = service.environment();
        environment.put("SERVER_ADDRESS", "0.0.0.0");
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(operators));
        environment.put("SPRING_CONFIG_IMPORT", "optional:configtree:" + secrets + "/");
        environment.put("WAYMARK_FOLDER", folder.resolve("data").toString());
        environment.put("WAYMARK_KAFKA_BOOTSTRAP_SERVERS", kafka);
        environment.put("WAYMARK_SIGN_IN_ISSUER", "https://sign-in.example.org");
        environment.put("MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "1");
        environment.put(
                "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
                "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces");
        return service.start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private static int status(String address) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
