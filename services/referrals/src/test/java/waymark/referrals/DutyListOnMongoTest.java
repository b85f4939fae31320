package waymark.referrals;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static waymark.testing.Credentials.OFFICER;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mongodb.MongoDBContainer;
import waymark.calendar.TurnableClock;
import waymark.testing.EmbeddedStack;
import waymark.testing.RunningService;

/**
 * The duty team's list of 20,000 open cases on a real MongoDB, which keeps every query that the service sends: it is explained as it was sent. Needs Docker
 * and runs with {@code -Pcontainers}.
 */
@Tag("containers")
@EnabledIf(value = "dockerIsThere", disabledReason = DutyListOnMongoTest.ABSENT)
class DutyListOnMongoTest {
    static final String ABSENT = "Docker is absent: no real MongoDB was asked how it reads the duty team's list";
    private static final int CASES = 20_000;
    private static final String DATABASE = "dutylist";

    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static MongoDBContainer mongo;
    private static MongoClient client;
    private static RunningService service;

    static boolean dockerIsThere() {
        boolean isThere = DockerClientFactory.instance().isDockerAvailable();
        if (!isThere) System.out.println(ABSENT);
        return isThere;
    }

    @BeforeAll
    static void start(@TempDir Path folder) {
        mongo = new MongoDBContainer("mongo:8.0");
        mongo.start();
        client = MongoClients.create(mongo.getConnectionString());
        var clock = TurnableClock.at(LocalDate.of(2026, 3, 31));
        var settings =
                Map.<String, Object>of("spring.mongodb.uri", mongo.getConnectionString(), "waymark.database", DATABASE);
        service = RunningService.start(ReferralsApplication.class, "referrals", stack, clock, folder, settings);
        var answer = service.postCsv(
                OFFICER, "/referrals/imports", register().getBytes(StandardCharsets.UTF_8), "Prefer", "wait=300");
        assertThat(answer.json().get("accepted").asInt()).isEqualTo(CASES);
    }

    @AfterAll
    static void stop() {
        if (service != null) service.close();
        if (client != null) client.close();
        if (mongo != null) mongo.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "/referrals, authority_1_state.next.dueOn_1_state.next.dueAt_1_reference_1",
        "/referrals?worker=SW-07, authority_1_state.present.worker_1_state.next.dueOn_1_state.next.dueAt_1_reference_1"
    })
    void theFirstPageIsReadInTheOrderOfItsIndexWithoutAScanOrASort(String list, String index) {
        // Given
        var database = client.getDatabase(DATABASE);
        keepQueries(database, true);

        // When
        var page = service.get(OFFICER, list);
        keepQueries(database, false);

        // Then
        assertThat(page.json().get("items")).hasSize(50);
        var plan = winningPlan(database, lastQuery(database));
        assertThat(plan).contains("\"IXSCAN\"", "\"" + index);
        assertThat(plan).doesNotContain("COLLSCAN", "\"SORT\"");
    }

    private static void keepQueries(MongoDatabase database, boolean keep) {
        database.runCommand(new Document("profile", keep ? 2 : 0));
    }

    private static Document lastQuery(MongoDatabase database) {
        return database.getCollection("system.profile")
                .find(and(eq("op", "query"), eq("ns", DATABASE + ".referrals"), eq("command.limit", 50)))
                .sort(Sorts.descending("$natural"))
                .first()
                .get("command", Document.class);
    }

    private static String winningPlan(MongoDatabase database, Document sent) {
        var query = new Document();
        for (var part : new String[] {"find", "filter", "projection", "sort", "limit"}) {
            query.append(part, sent.get(part));
        }
        return database.runCommand(new Document("explain", query).append("verbosity", "queryPlanner"))
                .get("queryPlanner", Document.class)
                .get("winningPlan", Document.class)
                .toJson();
    }

    /** Open cases, each of a child of its own, with different days and forty workers. */
    private static String register() {
        var rows = new StringBuilder(
                "contact_ref,child_ref,contact_at,source,decision_at,decision,referral_ref,referral_on,primary_need,worker\n");
        for (int number = 0; number < CASES; number++) {
            var on = LocalDate.of(2025, 9, 1).plusDays(number % 200);
            rows.append("C-%d,CH-%d,%sT10:00,6,%sT12:00,referral,R-%d,%s,N1,SW-%02d%n"
                    .formatted(number, number, on, on, number, on, number % 40));
        }
        return rows.toString();
    }
}
