package waymark.portal.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.mvc.support.RedirectAttributesModelMap;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Person;
import waymark.portal.desk.Services;
import waymark.portal.forms.Fault;
import waymark.portal.forms.FormPage;
import waymark.web.CodeLists;
import waymark.web.access.Role;

/** The list behind a figure and what is entered for the scorecard, with services that answer as they are told to. */
class AnalystsPagesTest {
    private static final String ERASED = "00000000-0000-0000-0000-000000000002";
    private static final String MEASURE =
            "{\"id\":\"m-1\",\"title\":\"One\",\"dataPeriod\":\"month-only\",\"unit\":\"percent\",\"version\":%d,\"entries\":["
                    + "{\"of\":\"target\",\"key\":\"annual/2022-04-01\",\"fields\":{\"value\":\"20\"},\"at\":\"2022-07-01T10:00:00Z\",\"by\":\"PERF-05\"}]}";

    private record Told(int status, String body) {}

    private record Heard(String what, String ifMatch, String body) {}

    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final Codes codes = new Codes(
            new CodeLists(new MockEnvironment().withProperty("lists", "classpath:/contracts/registers/"), "lists"));
    private final CasesBehindController behind =
            new CasesBehindController(new Dimensions(codes), new Measures(), codes);
    private final ScorecardEntriesController entries = new ScorecardEntriesController();
    private final ExtendedModelMap model = new ExtendedModelMap();
    private HttpServer server;
    private ConfigurableApplicationContext context;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        var address = "http://127.0.0.1:" + server.getAddress().getPort();
        context = new SpringApplicationBuilder(Services.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "waymark.services.involvements", address,
                        "waymark.services.assessments", address,
                        "waymark.services.referrals", address,
                        "waymark.services.reporting", address,
                        "waymark.services.alerts", address,
                        "waymark.portal.answer-within", "4s",
                        "waymark.portal.waiting-at-most", "8"))
                .run();
    }

    @AfterEach
    void stop() {
        context.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var what = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(new Heard(what, exchange.getRequestHeaders().getFirst("If-Match"), body));
            var answer = told.getOrDefault(what, new Told(404, "{\"detail\":\"nobody said\"}"));
            var bytes = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Test
    void aRowIsCalledByItsReferenceAndSaysThatItsDetailsWereErased() {
        // Given
        behind(2);
        told.put(
                "GET /involvements?involvementRef=CME-1%2CCME-2&size=2",
                new Told(
                        200,
                        "{\"items\":[{\"id\":\"00000000-0000-0000-0000-000000000001\",\"childRef\":\"CYP-1\"},{\"id\":\"%s\",\"childRef\":null}]}"
                                .formatted(ERASED)));

        // When
        behind.cases(desk(Role.CME_OFFICER), given(), model);

        // Then
        assertThat(lines()).extracting(CasesBehindController.Line::reference).containsExactly("CME-1", "CME-2");
        assertThat(lines()).extracting(CasesBehindController.Line::erased).containsExactly(false, true);
        assertThat(lines().getFirst().href()).isEqualTo("/involvements/00000000-0000-0000-0000-000000000001");
        assertThat(model.get("tooMany")).isEqualTo(false);
    }

    @Test
    void aListOfTooManyRowsAsksToBeNarrowedWithTheFiltersThatItHas() {
        // Given
        behind(10_001);

        // When
        behind.cases(desk(Role.PERFORMANCE_ANALYST), given(), model);

        // Then
        assertThat(model.get("tooMany")).isEqualTo(true);
        assertThat(model.get("reachable")).isEqualTo(10_000L);
        assertThat((List<?>) model.get("filters"))
                .anySatisfy(filter -> assertThat(((Filter) filter).id()).isEqualTo("locality"));
        assertThat(lines()).extracting(CasesBehindController.Line::href).containsOnlyNulls();
    }

    @Test
    void aMeasureThatAnAlertNamesByItsCodeIsShownAtItsOwnAddress() {
        // Given
        var measure = new Told(
                200,
                "{\"id\":\"m-1\",\"section\":\"cme\",\"unit\":\"cases\",\"dataPeriod\":\"month-end\",\"goodToBe\":\"low\",\"entries\":[]}");
        told.put("GET /scorecard/measures/m-one", measure);
        told.put("GET /scorecard/measures/m-1", measure);

        // When
        var byCode = entries.measure(desk(Role.PERFORMANCE_ANALYST), "m-one", null, model);
        var byId = entries.measure(desk(Role.PERFORMANCE_ANALYST), "m-1", null, model);

        // Then
        assertThat(byCode).isEqualTo("redirect:/dashboards/scorecard/measures/m-1");
        assertThat(byId).isEqualTo("dashboards/measure");
    }

    @Test
    void aValueIsSentAsANumberWithTheVersionThatTheFormWasOpenedWith() {
        // Given
        told.put("GET /scorecard/measures/m-1", new Told(200, MEASURE.formatted(1)));
        told.put("PUT /scorecard/entries/m-1/2022-06", new Told(200, MEASURE.formatted(2)));
        var typed = typed("period", "2022-06", "value", "1,016.40%", "source", "A paper", "version", "1");

        // When
        var page = enter("value", typed);

        // Then
        assertThat(page).isEqualTo("redirect:/dashboards/scorecard/measures/m-1");
        assertThat(heard).last().satisfies(put -> {
            assertThat(put.ifMatch).isEqualTo("\"1\"");
            assertThat(put.body).isEqualTo("{\"source\":\"A paper\",\"value\":1016.40}");
        });
    }

    @Test
    void whatCannotBeReadOrIsRefusedComesBackWithTheWordsAndSaysWhy() {
        // Given
        told.put("GET /scorecard/measures/m-1", new Told(200, MEASURE.formatted(1)));
        told.put(
                "PUT /scorecard/entries/m-1/2022-06",
                new Told(
                        422,
                        "{\"rule\":\"scorecard.entry-source\",\"field\":\"source\",\"detail\":\"Say where the value is from.\"}"));

        // When
        enter("value", typed("value", "many", "version", "1"));
        var unread = form();
        enter("value", typed("period", "2022-06", "value", "16", "version", "1"));
        var refused = form();

        // Then
        assertThat(unread.faults()).extracting(Fault::field).containsExactly("period", "value");
        assertThat(unread.questions())
                .anySatisfy(question -> assertThat(question.value()).isEqualTo("many"));
        assertThat(refused.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.words()).isEqualTo("Say where the value is from."));
        assertThat(refused.hidden()).containsEntry("version", "1");
    }

    @Test
    void whatAnotherEnteredMeanwhileIsSaidAndNothingIsOverwritten() {
        // Given
        told.put("GET /scorecard/measures/m-1", new Told(200, MEASURE.formatted(1)));
        var typed = typed("month", "2022-07", "text", "Fewer.", "version", "0");

        // When
        enter("commentary", typed);

        // Then
        assertThat(form().faults())
                .singleElement()
                .satisfies(
                        fault -> assertThat(fault.words()).contains("The year’s target, from 1 April 2022 by PERF-05"));
        assertThat(form().hidden()).containsEntry("version", "1");
        assertThat(heard).noneMatch(request -> request.what.startsWith("PUT"));
    }

    private void behind(int total) {
        told.put(
                "GET /cases?measure=cme.closed&from=2022-07-01&to=2022-07-31&page=0&size=50",
                new Told(
                        200,
                        ("{\"figure\":2,\"total\":%d,\"hidden\":0,\"period\":{\"from\":\"2022-07-01\",\"to\":\"2022-07-31\"},\"rows\":["
                                        + "{\"case\":\"00000000-0000-0000-0000-000000000001\",\"day\":\"2022-07-02\",\"counted\":true,\"reference\":\"CME-1\"},"
                                        + "{\"case\":\"%s\",\"day\":\"2022-07-03\",\"counted\":true,\"reference\":\"CME-2\"}]}")
                                .formatted(total, ERASED)));
    }

    private static MultiValueMap<String, String> given() {
        return typed("measure", "cme.closed", "from", "2022-07-01", "to", "31/7/2022", "locality", "");
    }

    private static MultiValueMap<String, String> typed(String... namesAndValues) {
        var typed = new LinkedMultiValueMap<String, String>();
        for (int at = 0; at < namesAndValues.length; at += 2) typed.add(namesAndValues[at], namesAndValues[at + 1]);
        return typed;
    }

    private String enter(String form, MultiValueMap<String, String> typed) {
        return entries.enter(
                desk(Role.PERFORMANCE_ANALYST), "m-1", form, typed, model, new RedirectAttributesModelMap());
    }

    private FormPage form() {
        return (FormPage) model.get("form");
    }

    @SuppressWarnings("unchecked")
    private List<CasesBehindController.Line> lines() {
        return (List<CasesBehindController.Line>) model.get("lines");
    }

    private Desk desk(Role role) {
        var person = new Person("A-1", "Somebody", "825", Set.of(role), List.of());
        return new Desk(person, LocalDate.of(2022, 8, 1), context.getBean(Services.class), "token", "127.0.0.1");
    }
}
