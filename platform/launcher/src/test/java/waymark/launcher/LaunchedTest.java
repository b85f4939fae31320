package waymark.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waymark.events.KafkaConnection;
import waymark.events.TopicReader;
import waymark.events.Topics;
import waymark.testing.Credentials;

/** The whole system in one process. The test knows no service: what holds, holds for whatever is on the class path. */
class LaunchedTest {

    @TempDir
    private static Path place;

    @BeforeAll
    static void keepLogs() {
        Logs.keepIn(place.resolve("logs"));
    }

    @Test
    void everyServiceAnswersAndWhatWasKeptIsFoundAgain() throws Exception {
        // Given
        var settings = Somewhere.in(place.resolve("kept"));
        try (var system = new LaunchedSystem(settings)) {
            system.start();
            keep(system, "a document");
            publish(system, "a record");
        }

        // When
        try (var system = new LaunchedSystem(settings)) {
            system.start();

            // Then
            for (var service : Somewhere.SERVICES) {
                assertThat(status(system, service.name(), "/actuator/health", null))
                        .as(service.name())
                        .isEqualTo(200);
            }
            assertThat(kept(system)).containsExactly("a document");
            assertThat(published(system)).containsExactly("a record");
        }
    }

    @Test
    void aTakenPortIsRefusedByNumberAndTheFolderIsLetGo() throws Exception {
        // Given
        var settings = Somewhere.in(place.resolve("taken"));
        int port = settings.portsFrom() + Somewhere.SERVICES.getFirst().portOffset();
        try (var taken = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
                var system = new LaunchedSystem(settings)) {

            // When
            assertThatThrownBy(system::start)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("PORTS_FROM=18080");
        }

        // Then
        DataFolder.open(settings.data()).close();
    }

    @Test
    void everyServiceBelievesTheTokensOfTheProviderBesideIt() throws Exception {
        // Given
        try (var system = new LaunchedSystem(Somewhere.in(place.resolve("signed-in")))) {
            system.start();
            var scripts = Credentials.demo(URI.create(system.addresses().get("identity")));
            for (var service : servicesForPrograms(system)) {

                // When
                var without = status(system, service, "/actuator", null);
                var with = status(system, service, "/actuator", scripts);

                // Then
                assertThat(without).as(service).isEqualTo(401);
                assertThat(with).as(service).isEqualTo(200);
            }
            assertThat(offersDemonstration(system)).isEqualTo("true");
        }
    }

    @Test
    void besideAProviderElsewhereNoDemonstrationUserCanSignIn() throws Exception {
        // Given
        var settings = Somewhere.in(
                place.resolve("elsewhere"),
                Map.of("ISSUER", "https://sign-in.council.example", "PORTAL_SECRET", "known-there"));
        try (var system = new LaunchedSystem(settings)) {

            // When
            system.start();

            // Then
            assertThat(system.addresses()).doesNotContainKey("identity").containsKey("store");
            for (var context : system.contexts().values()) {
                assertThat(context.getEnvironment().getProperty("waymark.sign-in.issuer"))
                        .isEqualTo("https://sign-in.council.example");
            }
            assertThat(offersDemonstration(system)).isEqualTo("false");
        }
        assertThat(place.resolve("elsewhere/portal-secret")).doesNotExist();
    }

    private static String offersDemonstration(LaunchedSystem system) {
        return system.contexts()
                .get(LaunchedSystem.PORTAL)
                .getEnvironment()
                .getProperty("waymark.portal.demonstration");
    }

    /** Those that describe themselves to programs; browsers' have pages instead. */
    private static List<String> servicesForPrograms(LaunchedSystem system) throws Exception {
        var names = new ArrayList<String>();
        for (var service : Somewhere.SERVICES) {
            if (status(system, service.name(), "/openapi", null) == 200) names.add(service.name());
        }
        assertThat(names).isNotEmpty();
        return names;
    }

    private static int status(LaunchedSystem system, String service, String path, Credentials as) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(system.addresses().get(service) + path));
        if (as != null) as.on(request);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static void keep(LaunchedSystem system, String id) {
        try (var client = store(system)) {
            collection(client).insertOne(new Document("_id", id));
        }
    }

    private static List<String> kept(LaunchedSystem system) {
        try (var client = store(system)) {
            return collection(client)
                    .find()
                    .map(document -> document.getString("_id"))
                    .into(new ArrayList<>());
        }
    }

    private static MongoClient store(LaunchedSystem system) {
        return MongoClients.create(system.addresses().get("store"));
    }

    private static MongoCollection<Document> collection(MongoClient client) {
        return client.getDatabase("launched").getCollection("kept");
    }

    private static void publish(LaunchedSystem system, String value) throws Exception {
        try (var admin = broker(system).admin();
                var producer = broker(system).producer("launched")) {
            Topics.ensure(admin, List.of("launched"));
            producer.send(new ProducerRecord<>("launched", "key", value.getBytes(UTF_8)))
                    .get();
        }
    }

    private static List<String> published(LaunchedSystem system) throws Exception {
        var values = new ArrayList<String>();
        var partitions = TopicReader.partitionsOf(List.of("launched"));
        try (var reader = new TopicReader(broker(system), "launched", partitions, Map.of())) {
            reader.readToPresentEnd(
                    records -> records.forEach(message -> values.add(new String(message.value(), UTF_8))));
        }
        return values;
    }

    private static KafkaConnection broker(LaunchedSystem system) {
        return new KafkaConnection(system.addresses().get("broker"), Map.of());
    }
}
