package waymark.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static waymark.testing.Credentials.ADMINISTRATOR;
import static waymark.testing.Credentials.MANAGER;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waymark.alerts.events.AlertKinds;
import waymark.calendar.LondonTime;
import waymark.calendar.TurnableClock;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.events.UnreadableEvent;
import waymark.testing.CaseServicesStandIn;
import waymark.testing.Credentials;
import waymark.testing.EmbeddedStack;
import waymark.testing.PublishedEvents;
import waymark.testing.RunningService;
import waymark.testing.TestIssuer;

/**
 * From an alert to the e-mail and the webhook's post about it. It is noon of Wednesday 18 May 2022 at first. The topics hold the cases of other tests too: each test has officers
 * and children of its own.
 */
class NoticesTest {
    @RegisterExtension
    static final EmbeddedStack stack = new EmbeddedStack();

    private static final String SECRET = "a secret of the tests, thirty-two bytes long";

    private final TurnableClock clock = TurnableClock.at(LocalDate.of(2022, 5, 18));
    private final List<RunningService> running = new ArrayList<>();
    private final Map<String, Object> settings = new HashMap<>();
    private final CaseServicesStandIn caseServices = new CaseServicesStandIn();
    private SomeCases cases;

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() {
        settings.putAll(caseServices.settings());
        settings.put("waymark.database", stack.fresh("alerts"));
        settings.put("waymark.alerts.group", stack.fresh("alerts"));
        settings.put("waymark.alerts.notices.group", stack.fresh("alerts-notices"));
        settings.put("waymark.alerts.tick-every", "20ms");
        settings.put("waymark.alerts.notices.send-every", "20ms");
        cases = new SomeCases(stack.kafka());
    }

    @AfterEach
    void end() {
        cases.close();
        running.forEach(RunningService::close);
        caseServices.close();
    }

    private RunningService start() {
        var service = RunningService.start(AlertsApplication.class, "alerts", stack, clock, folder, settings);
        running.add(service);
        return service;
    }

    private static void soon(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60)).until(condition);
    }

    private void turnTo(String time) {
        clock.turnTo(LondonTime.at(LocalDateTime.parse(time)));
    }

    /** Somebody new, to whom nothing comes by their role. */
    private static String recipient(RunningService service, boolean digest) {
        var account = stack.fresh("SEN-9");
        var body = "{\"email\": \"%s@council.example\", \"roles\": [\"administrator\"], \"digest\": %s}"
                .formatted(account, digest);
        var answer = service.put(MANAGER, "/alerts/recipients/" + account, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return account;
    }

    private UUID assessment(String child, String officer, String on, String planDueOn) {
        return cases.assessment(child, officer, on, planDueOn);
    }

    private static String urgent(String officer) {
        return officer + "@council.example: Urgent alert: Final plan within 20 weeks";
    }

    private List<MimeMessage> mails() {
        var box = folder.resolve("mail");
        if (!Files.exists(box)) return List.of();
        try (var files = Files.list(box)) {
            var mails = new ArrayList<MimeMessage>();
            for (var file : files.filter(one -> one.toString().endsWith(".eml")).toList()) {
                try (var in = Files.newInputStream(file)) {
                    mails.add(new MimeMessage(Session.getInstance(new Properties()), in));
                }
            }
            return mails;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (MessagingException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private List<String> written() {
        return mails().stream().map(NoticesTest::toAndSubject).sorted().toList();
    }

    private static String toAndSubject(MimeMessage mail) {
        try {
            return mail.getRecipients(Message.RecipientType.TO)[0] + ": " + mail.getSubject();
        } catch (MessagingException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private static List<JsonNode> alerts(RunningService service, UUID caseId) {
        return service.get(MANAGER, "/alerts?caseId=" + caseId)
                .json()
                .get("items")
                .valueStream()
                .toList();
    }

    private List<CaseEvent> published() {
        var events = new ArrayList<CaseEvent>();
        for (var message : PublishedEvents.on(stack.kafka(), AlertKinds.TOPIC)) {
            try {
                events.add(CloudEventRecords.read(message));
            } catch (UnreadableEvent senseless) {
                throw new IllegalStateException(senseless);
            }
        }
        return events;
    }

    private static List<JsonNode> notices(RunningService service, String state, String recipient) {
        return notices(service, state).stream()
                .filter(notice -> notice.get("recipient").asString("").equals(recipient))
                .toList();
    }

    private static List<JsonNode> notices(RunningService service, String state) {
        return service.get(ADMINISTRATOR, "/alerts/notices?size=1000&state=" + state)
                .json()
                .get("items")
                .valueStream()
                .toList();
    }

    @Test
    void anUrgentAlertIsWrittenAboutAtOnceAndOnceByTwoAndDeliveredAgain() throws IOException, MessagingException {
        // Given
        var first = start();
        var officer = recipient(first, false);
        recipient(first, false);
        var second = start();

        // When
        var id = assessment(stack.fresh("CYP-"), officer, "2021-12-01", "2022-05-17");
        soon(() -> !written().isEmpty());
        var raised = published().stream()
                .filter(event ->
                        event.data().contains(id.toString()) && event.data().contains("\"missed\""))
                .findFirst()
                .orElseThrow();
        cases.send(raised);
        cases.send(raised);
        // What comes after it in its partition has been read after it.
        cases.send(raised);
        assessment(stack.fresh("CYP-"), officer, "2021-12-02", "2022-05-16");
        soon(() -> written().size() == 2);
        running.remove(second);
        second.close();

        // Then
        assertThat(written()).containsExactly(urgent(officer), urgent(officer));
        assertThat(notices(first, "sent", officer)).hasSize(2);
        var mail = mails().getFirst();
        assertThat(mail.getMessageID()).endsWith("@waymark.invalid>");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        try (var files = Files.list(folder.resolve("mail"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .allMatch(name -> name.matches("[0-9a-f-]{36}\\.eml"));
        }
    }

    @Test
    void whatIsRaisedAtNightIsHeldUntilTheMorningAndWhatSettledMeanwhileIsDropped() {
        // Given: Saturday night
        turnTo("2022-05-21T23:30");
        var service = start();
        var officer = recipient(service, false);
        var child = stack.fresh("CYP-");
        var settles = assessment(child, officer, "2021-12-31", "2022-05-20");
        assessment(stack.fresh("CYP-"), officer, "2021-12-31", "2022-05-20");
        soon(() -> notices(service, "waiting", officer).size() == 2);

        // When
        cases.happens(
                "waymark.assessments.plan-issued",
                child,
                settles,
                "2022-05-21",
                "{\"issuedOn\": \"2022-05-21\", \"clocks\": [%s]}"
                        .formatted(SomeCases.mark("stop", "2021-12-31", "2022-05-20")));
        soon(() -> alerts(service, settles).stream()
                .noneMatch(alert -> alert.get("milestone").asString().equals("missed")
                        && alert.get("status").asString().equals("raised")));
        assertThat(written()).isEmpty();
        turnTo("2022-05-23T08:00");

        // Then
        soon(() -> notices(service, "waiting", officer).isEmpty());
        assertThat(written()).containsExactly(urgent(officer));
        assertThat(notices(service, "dropped", officer))
                .singleElement()
                .satisfies(notice -> assertThat(notice.get("reason").asString()).isEqualTo("ended"));
    }

    @Test
    void everybodyGetsOneDigestAWorkingMorning() {
        // Given: Thursday, before the hours; a plan due in so long that nothing is urgent
        turnTo("2022-05-19T07:00");
        var first = start();
        var officer = recipient(first, true);
        var idle = recipient(first, true);
        var second = start();
        var id = assessment(stack.fresh("CYP-"), officer, "2022-01-19", "2022-06-08");
        soon(() -> alerts(first, id).stream()
                .anyMatch(alert -> alert.get("milestone").asString().equals("due-in-28d")));
        assertThat(written()).isEmpty();

        // When
        turnTo("2022-05-19T08:00");
        soon(() -> notices(first, "sent", officer).size() == 1);
        turnTo("2022-05-19T15:00");
        soon(() -> notices(first, "dropped", idle).size() == 1);
        running.remove(second);
        second.close();

        // Then: nothing for whom there is nothing to say
        var written = written();
        assertThat(written).singleElement().asString().startsWith(officer + "@council.example: Your alerts: ");
        assertThat(written.getFirst()).contains(" due soon");
        turnTo("2022-05-20T09:00");
        soon(() -> written().size() == 2);
        turnTo("2022-05-21T12:00");
        turnTo("2022-05-23T09:00");
        soon(() -> notices(first, "sent", officer).size() == 3);
        assertThat(written()).hasSize(3);
    }

    private static String dutyWorker(RunningService service, String teams) {
        var account = stack.fresh("DUTY-");
        var body = "{\"email\": \"%s@council.example\", \"roles\": [\"duty-worker\"], \"teams\": [%s]}"
                .formatted(account, teams);
        var answer = service.put(MANAGER, "/alerts/recipients/" + account, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return account;
    }

    @Test
    void aTeamsAlertIsWrittenToThoseOfThatTeamAtOnceAndInTheMorning() {
        // Given: a team of this test alone
        var service = start();
        var team = stack.fresh("north-");
        var ofTeam = dutyWorker(service, "\"%s\", \"south\"".formatted(team));
        var ofAnother = dutyWorker(service, "\"south\"");
        var child = stack.fresh("CYP-");

        // When
        var missed = cases.referral(child, team, "2022-05-02", "2022-05-17");
        var next = cases.referral(stack.fresh("CYP-"), team, "2022-05-02", "2022-05-25");
        soon(() -> alerts(service, missed).size() == 1 && alerts(service, next).size() == 1);
        soon(() -> written().contains(ofTeam + "@council.example: Urgent alert: Assessment within 45 working days"));
        turnTo("2022-05-19T09:00");
        soon(() -> hasDigest(service, "sent", ofTeam) && hasDigest(service, "dropped", ofAnother));

        // Then: nothing was even kept for the other, and the digest says the most urgent first
        for (var state : List.of("waiting", "sent", "dropped", "dead")) {
            assertThat(notices(service, state, ofAnother))
                    .noneMatch(notice -> notice.get("channel").asString().equals("email"));
        }
        var subject = ofTeam + "@council.example: Your alerts: 1 missed, 1 due soon";
        assertThat(written()).contains(subject).noneMatch(one -> one.startsWith(ofAnother + "@"));
        var digest = mails().stream()
                .filter(mail -> toAndSubject(mail).equals(subject))
                .findFirst()
                .orElseThrow();
        assertThat(text(digest)).containsSubsequence("Missed: 1", "Due soon: 1").doesNotContain(child, "REF-");
    }

    /** Of Thursday. */
    private static boolean hasDigest(RunningService service, String state, String recipient) {
        return notices(service, state, recipient).stream()
                .anyMatch(notice -> notice.get("type").asString().equals("2022-05-19"));
    }

    private static String text(MimeMessage mail) {
        try {
            var out = new ByteArrayOutputStream();
            mail.writeTo(out);
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException | MessagingException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    @Test
    void oneHourBringsAPersonSoManyAndTheDigestTheRest() {
        // Given
        settings.put("waymark.alerts.notices.most-an-hour", "1");
        var service = start();
        var officer = recipient(service, false);

        // When
        assessment(stack.fresh("CYP-"), officer, "2021-12-01", "2022-05-17");
        assessment(stack.fresh("CYP-"), officer, "2021-12-01", "2022-05-17");

        // Then
        var left = service.bean(MeterRegistry.class)
                .counter("waymark.notices", "channel", "email", "result", "left-to-digest");
        soon(() -> left.count() == 1);
        soon(() -> notices(service, "sent", officer).size() == 1);
        assertThat(written()).containsExactly(urgent(officer));
    }

    /** A mail server of a few words, for one message. */
    private static ServerSocket mailServer(List<String> lines) throws IOException {
        var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try (var socket = server.accept();
                    var in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                    var out = socket.getOutputStream()) {
                out.write("220 ready\r\n".getBytes(StandardCharsets.US_ASCII));
                boolean isMessage = false;
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                    lines.add(line);
                    if (isMessage && !line.equals(".")) continue;
                    isMessage = line.equals("DATA");
                    var answer = isMessage ? "354 go on\r\n" : line.equals("QUIT") ? "221 bye\r\n" : "250 ok\r\n";
                    out.write(answer.getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException gone) {
                lines.add("broken");
            }
        });
        return server;
    }

    @Test
    void whereThereIsAMailServerTheMessageGoesThere() throws IOException {
        // Given
        var lines = new CopyOnWriteArrayList<String>();
        var server = mailServer(lines);
        settings.put("spring.mail.host", "127.0.0.1");
        settings.put("spring.mail.port", Integer.toString(server.getLocalPort()));
        var service = start();
        var officer = recipient(service, false);

        // When
        assessment(stack.fresh("CYP-"), officer, "2021-12-01", "2022-05-17");
        soon(() -> notices(service, "sent", officer).size() == 1);
        server.close();

        // Then
        var id = notices(service, "sent", officer).getFirst().get("id").asString();
        assertThat(lines)
                .contains(
                        "RCPT TO:<" + officer + "@council.example>",
                        "Subject: Urgent alert: Final plan within 20 weeks",
                        "Message-ID: <" + id + "@waymark.invalid>");
        assertThat(written()).isEmpty();
    }

    private record Post(String signature, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        boolean isSigned() {
            var parts = signature.split("[=,]", -1);
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                var of = mac.doFinal((parts[1] + "." + body).getBytes(StandardCharsets.UTF_8));
                return parts[3].equals(HexFormat.of().formatHex(of));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** A receiver that answers as it is told about a day that was missed in one case alone, and 200 when it was told nothing. */
    private HttpServer receiver(String dueOn, List<Integer> told, List<Post> posts) throws IOException {
        var answers = new ArrayDeque<>(told);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/in", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var post = new Post(exchange.getRequestHeaders().getFirst("Waymark-Signature"), body);
            boolean isOurs = body.contains("\"dueOn\":\"" + dueOn + "\"") && body.contains("\"missed\"");
            if (isOurs) posts.add(post);
            int status = isOurs && !answers.isEmpty() ? answers.poll() : 200;
            if (status == 302) exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        var address = "http://127.0.0.1:%d/in".formatted(server.getAddress().getPort());
        settings.put("waymark.alerts.webhooks.825.url", address);
        settings.put("waymark.alerts.webhooks.825.secret", SECRET);
        return server;
    }

    private static List<JsonNode> noticesOf(RunningService service, String state, Post post) {
        return notices(service, state).stream()
                .filter(notice -> notice.get("alert").equals(post.json().get("alert")))
                .toList();
    }

    @Test
    void aWebhookIsPostedToSignedUntilItTakesIt() throws IOException {
        // Given: at night, which is no matter here
        turnTo("2022-05-18T02:00");
        var child = stack.fresh("CYP-");
        var posts = new CopyOnWriteArrayList<Post>();
        var server = receiver("2022-05-11", List.of(500, 302), posts);
        var service = start();

        // When
        cases.assessment(child, "2021-12-01", "2022-05-11");
        soon(() -> posts.size() == 1);
        clock.turnBy(Duration.ofMinutes(1));
        soon(() -> posts.size() == 2);
        clock.turnBy(Duration.ofMinutes(2));
        soon(() -> posts.size() == 3);
        soon(() -> noticesOf(service, "sent", posts.getFirst()).size() == 1);
        server.stop(0);

        // Then
        assertThat(posts).hasSize(3).allMatch(Post::isSigned);
        assertThat(posts.stream().map(Post::body).distinct()).hasSize(1);
        var event = posts.getFirst().json();
        assertThat(event.get("type").asString()).isEqualTo("waymark.alerts.raised");
        assertThat(event.get("rule").asString()).isEqualTo("ehc-plan");
        assertThat(event.get("severity").asString()).isEqualTo("urgent");
        assertThat(event.get("level").asInt()).isEqualTo(1);
        assertThat(event.get("dueOn").asString()).isEqualTo("2022-05-11");
        assertThat(posts.getFirst().body()).doesNotContain("\"child", "EHC-");
    }

    @Test
    void whatFailsAtTheLastAttemptIsDeadAndGoesOutWhenAnAdministratorSaysSo() throws IOException {
        // Given
        var child = stack.fresh("CYP-");
        var posts = new CopyOnWriteArrayList<Post>();
        var server = receiver("2022-05-10", List.of(500, 503), posts);
        settings.put("waymark.alerts.notices.attempts", "2");
        var service = start();
        cases.assessment(child, "2021-12-01", "2022-05-10");
        soon(() -> posts.size() == 1);
        clock.turnBy(Duration.ofMinutes(1));
        soon(() -> notices(service, "dead").size() == 1);
        assertThat(notices(service, "dead").getFirst().get("reason").asString()).isEqualTo("answered 503");

        // When
        var replayed = service.post(ADMINISTRATOR, "/alerts/notices/dead/replay", "{}");

        // Then
        assertThat(replayed.json().get("notices").asInt()).isEqualTo(1);
        soon(() -> noticesOf(service, "sent", posts.getFirst()).size() == 1);
        assertThat(posts).hasSize(3);
        server.stop(0);
    }

    @Test
    void recipientsAreKeptByManagersAndNeverInAnAddress() {
        // Given
        var service = start();
        var account = recipient(service, true);

        // When / Then
        var kept = service.get(MANAGER, "/alerts/recipients/" + account).json();
        assertThat(kept.get("email").asString()).isEqualTo(account + "@council.example");
        assertThat(service.get(MANAGER, "/alerts/recipients").json()).hasSize(1);
        assertThat(service.put(MANAGER, "/alerts/recipients/me@council.example", "{\"email\": \"a@b.example\"}")
                        .status())
                .isEqualTo(404);
        var injected = service.put(
                MANAGER,
                "/alerts/recipients/SEN-04",
                "{\"email\": \"a@b.example\\r\\nBcc: c@d.example\", \"roles\": [\"team-manager\"]}");
        assertThat(injected.status()).isEqualTo(422);
        assertThat(injected.text()).doesNotContain("d.example");
        assertThat(service.get(MANAGER, "/audit?size=50").text())
                .contains("set-recipient", account)
                .doesNotContain("council.example");
    }

    private static int delete(RunningService service, Credentials as, String path) {
        var request = as.on(HttpRequest.newBuilder(service.address(path)).DELETE());
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void aManagerOfSomeTeamsKeepsTheirRecipientsAlone() {
        // Given
        var service = start();
        var everywhere = dutyWorker(service, "");
        var both = dutyWorker(service, "\"north\", \"south\"");
        var north = dutyWorker(service, "\"north\"");
        var manager = MANAGER.inTeams("north");
        var body = "{\"email\": \"%s@council.example\", \"roles\": [\"duty-worker\"], \"teams\": [%s]}";

        // When / Then
        assertThat(service.get(manager, "/alerts/recipients").json())
                .singleElement()
                .satisfies(one -> assertThat(one.get("account").asString()).isEqualTo(north));
        for (var other : List.of(everywhere, both)) {
            var address = "/alerts/recipients/" + other;
            var taken = service.put(manager, address, body.formatted("me", "\"north\""));
            assertThat(taken.status()).isEqualTo(403);
            assertThat(taken.json().get("rule").asString()).isEqualTo("recipient.other-team");
            assertThat(service.get(manager, address).status()).isEqualTo(403);
            assertThat(delete(service, manager, address)).isEqualTo(403);
            assertThat(service.get(MANAGER, address).json().get("email").asString())
                    .isEqualTo(other + "@council.example");
        }
        for (var teams : List.of("", "\"south\"", "\"north\", \"south\"")) {
            var wider = service.put(manager, "/alerts/recipients/" + north, body.formatted("me", teams));
            assertThat(wider.status()).isEqualTo(422);
            assertThat(wider.json().get("field").asString()).isEqualTo("teams");
        }
        assertThat(service.put(manager, "/alerts/recipients/" + north, body.formatted("me", "\"north\""))
                        .json()
                        .get("email")
                        .asString())
                .isEqualTo("me@council.example");
        assertThat(delete(service, manager, "/alerts/recipients/" + north)).isEqualTo(204);
        assertThat(service.get(manager, "/alerts/recipients/" + north).status()).isEqualTo(404);
    }

    @Test
    void whereTheDemonstrationsPeopleSignInTheyAreWrittenTo() {
        // Given
        settings.put("waymark.services.identity", TestIssuer.shared().address());
        var service = start();

        // When / Then
        assertThat(service.get(MANAGER, "/alerts/recipients/SEN-03")
                        .json()
                        .get("email")
                        .asString())
                .isEqualTo("sen-03@demonstration.invalid");
    }
}
