package waymark.portal.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.web.servlet.mvc.support.RedirectAttributesModelMap;
import waymark.calendar.BusinessClock;
import waymark.portal.alerts.AlertTelling;
import waymark.portal.cases.Answering;
import waymark.portal.cases.Visits;
import waymark.portal.desk.Answer;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.Service;
import waymark.portal.forms.Fault;
import waymark.web.access.Role;

/** Pages of managers and administrators, with services that answer as they are told to. */
class RecordsPagesTest {
    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final String CASE = "/i/involvements/" + ID;

    private final ExtendedModelMap model = new ExtendedModelMap();
    private Answering services;

    @BeforeEach
    void start() throws IOException {
        services = new Answering();
        services.to("GET " + CASE + "/keeping", "{\"id\":\"%s\",\"reference\":\"R-1\",\"glass\":[]}".formatted(ID));
    }

    @AfterEach
    void stop() {
        services.close();
    }

    private String keep(String act, String reason, String confirmed) {
        return new KeepingController(Visits.pages())
                .act(
                        services.desk(Role.TEAM_MANAGER),
                        "involvements",
                        ID,
                        act,
                        "",
                        reason,
                        confirmed,
                        model,
                        new RedirectAttributesModelMap());
    }

    @ParameterizedTest
    @CsvSource({
        "erase, POST, /erasure",
        "unrestrict, DELETE, /restriction",
        "release, DELETE, /legal-hold",
    })
    void whatErasesOrEndsSomethingIsCheckedBeforeItIsDone(String act, String method, String path) {
        // Given
        services.to(method + " " + CASE + path, "{}");

        // When
        var check = keep(act, "the parents asked", null);
        var changed = keep(act, "the parents asked", "no");
        var before =
                services.heard().stream().filter(one -> !one.startsWith("GET")).toList();
        var done = keep(act, "the parents asked", "yes");

        // Then
        assertThat(check).isEqualTo("records/check");
        assertThat(changed).isEqualTo("records/case");
        assertThat(before).isEmpty();
        assertThat(done).isEqualTo("redirect:/records/case/involvements/" + ID);
        assertThat(services.heard()).contains(method + " " + CASE + path + " {\"reason\":\"the parents asked\"}");
    }

    @Test
    void withoutAReasonNothingIsDoneAndTheFormSaysSo() {
        // When
        var page = keep("unrestrict", " ", "yes");

        // Then
        assertThat(page).isEqualTo("records/case");
        assertThat(model.get("faults")).isEqualTo(List.of(new Fault("why-unrestrict", "Say why, in a few words.")));
        assertThat(services.heard()).containsExactly("GET " + CASE + "/keeping");
    }

    @Test
    void aRunErasesWhatItsPreviewShowedAndIsCheckedBefore() {
        // Given
        var retention = new RetentionController(Visits.pages());
        services.to(
                "POST /i/involvements/retention-runs",
                "{\"period\":\"P25Y\",\"wouldErase\":3,\"erased\":3,\"held\":1,\"hidden\":0,\"set\":\"abc\"}");
        var typed = Map.of("set.involvements", "abc", "count.involvements", "3");

        // When
        var asks = retention.preview(services.desk(Role.ADMINISTRATOR), null, model);
        var unasked = services.heard();
        retention.preview(services.desk(Role.ADMINISTRATOR), "yes", model);
        var check = retention.run(services.desk(Role.ADMINISTRATOR), typed, null, model);
        var previewed = services.heard();
        var done = retention.run(services.desk(Role.ADMINISTRATOR), typed, "yes", model);

        // Then
        assertThat(asks).isEqualTo("records/retention-ask");
        assertThat(unasked).isEmpty();
        assertThat(model.get("due")).isEqualTo(3L);
        assertThat(check).isEqualTo("records/retention-check");
        assertThat(previewed).containsExactly("POST /i/involvements/retention-runs {\"preview\":true}");
        assertThat(done).isEqualTo("records/retention");
        assertThat(services.heard().getLast()).contains("\"preview\":false").contains("\"set\":\"abc\"");
    }

    @Test
    void aPeriodIsSaidInWords() {
        // Then
        assertThat(RetentionController.words("P25Y")).isEqualTo("25 years");
        assertThat(RetentionController.words("P1Y6M")).isEqualTo("1 year and 6 months");
    }

    @Test
    void theAuditIsSearchedByAChildsNumberAndToldInWords() {
        // Given
        services.to(
                "POST /i/involvements/searches", "{\"items\":[{\"id\":\"%s\",\"reference\":\"R-1\"}]}".formatted(ID));
        var entry =
                "{\"chain\":\"c\",\"number\":7,\"at\":\"2022-08-01T09:00:00Z\",\"actor\":\"CME-08\",\"roles\":[\"cme-officer\"],\"action\":\"read\",\"kind\":\"involvements\","
                        + "\"cases\":[\"%s\"],\"purpose\":\"broken-glass\",\"reason\":\"a <b>visit</b>\",\"address\":\"10.0.0.7 by way of 127.0.0.1\"}"
                                .formatted(ID);
        var page = "{\"items\":[%s],\"total\":1}".formatted(entry);
        // Where services share a store each answers the same.
        services.to("GET /i/audit?size=50&actor=CME-08&case=" + ID, page);
        services.to("GET /a/audit?size=50&actor=CME-08&case=" + ID, page);

        // When
        new AuditPageController(Visits.pages())
                .audit(services.desk(Role.TEAM_MANAGER), "", "", "CME-08", "CYP-1", "", List.of(), 0, model);

        // Then
        assertThat(model.get("total")).isEqualTo(1L);
        assertThat(model.get("reads"))
                .isEqualTo(List.of(new Audited(
                        "1 August 2022 at 10:00",
                        "CME-08",
                        "CME officer",
                        "Opened a case: involvements",
                        List.of(new Audited.Link("/involvements/" + ID, "R-1")),
                        1,
                        "Broken glass: “a <b>visit</b>”",
                        "10.0.0.7, as the portal said; sent from 127.0.0.1")));
    }

    @Test
    void whatNobodyKnowsIsSaidAndNotSearchedFor() {
        // Given
        services.to("POST /i/involvements/searches", "{\"items\":[]}");

        // When
        audit("CYP-9", List.of(), 0);

        // Then
        assertThat(model.get("unknown")).isEqualTo("CYP-9");
        assertThat(services.heard()).hasSize(1);
    }

    @Test
    void whatCouldNotBeSearchedForIsNotSaidToBeUnknown() {
        // Given
        services.to("POST /i/involvements/searches", 429, "{\"detail\":\"Wait a minute.\"}");

        // When
        audit("CYP-9", List.of(), 0);

        // Then
        assertThat(model.get("unknown")).isNull();
        assertThat(model.get("refused")).isEqualTo(List.of("Wait a minute."));
        assertThat(services.heard()).hasSize(1);
    }

    @Test
    void aServiceThatIsAwayWhenCasesAreSearchedForIsNamed() {
        // Given
        services.to("POST /i/involvements/searches", 503, "");

        // When
        audit("CYP-9", List.of(), 0);

        // Then
        assertThat(model.get("unknown")).isNull();
        assertThat(model.get("away")).isEqualTo(List.of(Service.INVOLVEMENTS));
    }

    @Test
    void theNextPageOfTheAuditSearchesForNothingAgain() {
        // Given
        services.to(
                "POST /i/involvements/searches", "{\"items\":[{\"id\":\"%s\",\"reference\":\"R-1\"}]}".formatted(ID));

        // When
        audit("CYP-1", List.of(), 0);
        var next = (String) model.get("address");
        var before = services.heard().size();
        audit("CYP-1", List.of(ID + ":R-1"), 1);

        // Then
        assertThat(next).isEqualTo("/records/audit?about=CYP-1&found=" + ID + "%3AR-1&page=");
        assertThat(model.get("cases")).isEqualTo(Map.of(ID.toString(), "R-1"));
        assertThat(services.heard().subList(before, services.heard().size()))
                .noneMatch(heard -> heard.startsWith("POST"));
    }

    @Test
    void anEntryOfSeveralCasesOfOneChildIsCountedOnce() {
        // Given
        var other = UUID.fromString("00000000-0000-0000-0000-000000000002");
        var entry =
                "{\"chain\":\"c\",\"number\":%d,\"at\":\"2022-08-01T09:00:00Z\",\"actor\":\"CME-08\",\"action\":\"search\",\"cases\":[],\"purpose\":\"team\"}";
        var both = "{\"items\":[%s,%s],\"total\":2}".formatted(entry.formatted(1), entry.formatted(2));
        services.to("GET /i/audit?size=1000&case=" + ID, both);
        services.to("GET /i/audit?size=1000&case=" + other, both);

        // When
        audit("CYP-1", List.of(ID + ":R-1", other + ":R-2"), 0);

        // Then
        assertThat(model.get("total")).isEqualTo(2L);
        assertThat((List<?>) model.get("reads")).hasSize(2);
    }

    @Test
    void pagesEndWhereTheServicesGiveNoMore() {
        // Given
        services.to("GET /i/audit?size=1000", "{\"items\":[],\"total\":1234}");

        // When
        audit("", List.of(), 99);

        // Then
        assertThat(model.get("page")).isEqualTo(19);
        assertThat(model.get("reachable")).isEqualTo(1_000L);
        assertThat(model.get("total")).isEqualTo(1_234L);
    }

    private void audit(String about, List<String> found, int page) {
        new AuditPageController(Visits.pages())
                .audit(services.desk(Role.TEAM_MANAGER), "", "", "", about, "", found, page, model);
    }

    @Test
    void whatAManagerOpenedWaitsForAnotherAndWhatIsNotKnownIsNamed() {
        // Given
        services.to(
                "GET /i/involvements/broken-glass",
                "{\"broken\":[{\"actor\":\"MAN-01\",\"at\":\"2022-08-01T09:00:00Z\"},{\"actor\":\"CME-08\",\"at\":\"2022-08-01T10:00:00Z\"},{\"actor\":\"CME-08\",\"at\":\"2022-07-01T10:00:00Z\",\"seenAt\":\"2022-07-02T10:00:00Z\"}]}");
        var manager = services.desk(Role.TEAM_MANAGER);

        // When
        var known = BrokenGlass.all(manager, Visits.pages().areas());
        services.to("GET /i/involvements/broken-glass", 503, "");
        var away = BrokenGlass.all(manager, Visits.pages().areas());

        // Then
        assertThat(known.unseenBy(manager.person())).isEqualTo(1);
        assertThat(known.complete()).isTrue();
        assertThat(away.complete()).isFalse();
        assertThat(away.away()).containsExactly(Service.INVOLVEMENTS);
    }

    @Test
    void theGlassIsForThoseWhoseWorkTheCaseIs() {
        // Given
        var glass = new GlassController(Visits.pages());
        var page = "/involvements/" + ID;

        // Then
        assertThat(glass.form(services.desk(Role.REVIEWING_OFFICER), page, model))
                .isEqualTo("records/glass");
        assertRefused(() -> glass.form(services.desk(Role.DUTY_WORKER), page, model));
        assertRefused(() -> glass.breakGlass(services.desk(Role.COUNCILLOR), page, "a visit", model));
        assertThat(services.heard()).isEmpty();
    }

    private static void assertRefused(ThrowingCallable page) {
        assertThatThrownBy(page)
                .isInstanceOfSatisfying(
                        CannotShow.class,
                        fault -> assertThat(((Answer.Refused) fault.because()).status())
                                .isEqualTo(403));
    }

    @Test
    void aChildsDocumentGoesOnWithoutAnAlertThatDoesNotOpenAndSaysSo() {
        // Given
        services.to("POST /i/involvements/searches", "{\"items\":[],\"hidden\":0}");
        services.to(
                "GET /w/alerts?childRef=CYP-1&sort=raisedAt&page=0&size=200",
                "{\"items\":[{\"id\":\"1\"},{\"id\":\"2\"},{\"id\":\"3\"},{\"id\":\"4\"}],\"hidden\":0}");
        services.to("GET /w/alerts/1", 403, "{\"rule\":\"case.other-team\",\"detail\":\"It is another team's.\"}");
        services.to("GET /w/alerts/2", 404, "{\"rule\":\"request.not-found\",\"detail\":\"There is none.\"}");
        services.to("GET /w/alerts/3", 503, "{\"rule\":\"cases.away\",\"detail\":\"Nobody says to whom it opens.\"}");
        services.to(
                "GET /w/alerts/4",
                "{\"id\":\"4\",\"alertRef\":\"AL-4\",\"title\":\"A plan is missed\",\"kind\":\"involvement\",\"rule\":\"ehc-plan\",\"milestone\":\"missed\",\"origin\":\"rule\",\"role\":\"team-manager\",\"status\":\"raised\",\"severity\":\"urgent\",\"level\":1,\"raisedAt\":\"2022-07-06T10:00:00Z\",\"history\":[]}");

        // When
        new SubjectAccessController(
                        Visits.pages(), new AlertTelling(Visits.pages()), BusinessClock.startingOn(Answering.TODAY))
                .document(services.desk(Role.TEAM_MANAGER), "CYP-1", model);

        // Then
        assertThat(((List<?>) model.get("parts"))
                        .stream().map(part -> ((SubjectAccessController.Part) part).reference()))
                .containsExactly("AL-4");
        assertThat(model.get("missing")).isEqualTo(2L);
        assertThat(model.get("away")).isEqualTo(List.of(Service.ALERTS));
    }

    @Test
    void aChildsDocumentTellsEachCaseInOrderAndHowManyAreLeftOut() {
        // Given
        services.to(
                "POST /i/involvements/searches",
                "{\"items\":[{\"id\":\"%s\",\"reference\":\"R-1\"}],\"hidden\":2}".formatted(ID));
        services.to(
                "GET " + CASE,
                "{\"id\":\"%s\",\"reference\":\"R-1\",\"childRef\":\"CYP-1\",\"status\":\"Open\",\"openedOn\":\"2022-07-01\",\"history\":[{\"sequence\":1,\"effectiveOn\":\"2022-07-01\",\"recordedAt\":\"2022-07-01T10:00:00Z\",\"actor\":\"A\"},{\"sequence\":2,\"effectiveOn\":\"2022-07-05\",\"recordedAt\":\"2022-07-05T10:00:00Z\",\"actor\":\"A\"}]}"
                        .formatted(ID));

        services.to(
                "GET /w/alerts?childRef=CYP-1&sort=raisedAt&page=0&size=200",
                "{\"items\":[{\"id\":\"%s\"}],\"hidden\":0}".formatted(ID));
        services.to(
                "GET /w/alerts/" + ID,
                "{\"id\":\"%s\",\"alertRef\":\"AL-1\",\"title\":\"A plan is missed\",\"kind\":\"involvement\",\"rule\":\"ehc-plan\",\"milestone\":\"missed\",\"origin\":\"rule\",\"role\":\"team-manager\",\"status\":\"raised\",\"severity\":\"urgent\",\"level\":1,\"caseReference\":\"R-1\",\"raisedAt\":\"2022-07-06T10:00:00Z\",\"history\":[{\"sequence\":1,\"type\":\"waymark.alerts.raised\",\"effectiveOn\":\"2022-07-06\",\"recordedAt\":\"2022-07-06T10:00:00Z\",\"actor\":\"IRO-02\",\"note\":\"Ring the school.\"}]}"
                        .formatted(ID));

        // When
        new SubjectAccessController(
                        Visits.pages(), new AlertTelling(Visits.pages()), BusinessClock.startingOn(Answering.TODAY))
                .document(services.desk(Role.TEAM_MANAGER), "CYP-1", model);

        // Then
        assertThat(model.get("withheld")).isEqualTo(2L);
        var part = (SubjectAccessController.Part) ((List<?>) model.get("parts")).getFirst();
        assertThat(part.noun() + " " + part.reference() + ", " + part.opened()).isEqualTo("Visit R-1, 1 July 2022");
        assertThat(part.history()).extracting("title").containsExactly("Step 1", "Step 2");
        var alert = (SubjectAccessController.Part) ((List<?>) model.get("parts")).get(1);
        assertThat(alert.noun() + " " + alert.reference()).isEqualTo("Alert AL-1");
        assertThat(alert.facts()).containsEntry("Case", "R-1");
        assertThat(alert.history()).extracting("note").containsExactly("Ring the school.");
    }
}
