package waymark.portal.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ui.ExtendedModelMap;
import waymark.portal.desk.Doc;
import waymark.web.access.Role;

class CasePagesTest {
    private static final String ID = "00000000-0000-0000-0000-000000000001";
    private static final String HISTORY = "\"history\":["
            + "{\"sequence\":1,\"effectiveOn\":\"2022-07-01\",\"recordedAt\":\"2022-07-01T10:00:00Z\",\"actor\":\"A\",\"data\":{\"clocks\":[{\"clock\":\"c\",\"action\":\"start\",\"dueOn\":\"2022-07-08\"}]}},"
            + "{\"sequence\":2,\"effectiveOn\":\"2022-07-07\",\"recordedAt\":\"2022-07-07T10:00:00Z\",\"actor\":\"A\",\"data\":{\"clocks\":[{\"clock\":\"c\",\"action\":\"stop\",\"dueOn\":\"2022-07-08\"},{\"clock\":\"c\",\"action\":\"start\",\"dueOn\":\"2022-08-04\"}]}},"
            + "{\"sequence\":3,\"effectiveOn\":\"2022-07-07\",\"recordedAt\":\"2022-07-07T10:00:00Z\",\"actor\":\"A\",\"data\":{}}]";

    private final CasePages pages = Visits.pages();
    private final ExtendedModelMap model = new ExtendedModelMap();
    private Answering services;

    @BeforeEach
    void start() throws IOException {
        services = new Answering();
    }

    @AfterEach
    void stop() {
        services.close();
    }

    private Doc subject(String childRef) {
        services.to(
                "GET /i/involvements/" + ID,
                "{\"id\":\"%s\",\"reference\":\"R-1\",\"childRef\":%s,\"status\":\"open\",\"openedOn\":\"2022-07-01\",%s}"
                        .formatted(ID, childRef, HISTORY));
        return services.desk(Role.TEAM_MANAGER)
                .need(pages.telling("involvements").area().service(), "/involvements/{}", ID);
    }

    @Test
    void aCaseOffersWhatItsKindOffersToThoseWhoWorkOnIt() {
        // Given
        var subject = subject("\"CYP-1\"");
        services.to("GET /i/involvements/" + ID + "/keeping", "{\"id\":\"%s\",\"glass\":[]}".formatted(ID));
        var area = pages.telling("involvements").area();

        // When
        var offered = pages.show(services.desk(Role.TEAM_MANAGER), area, subject, model);
        var toOthers = pages.show(services.desk(Role.REVIEWING_OFFICER), area, subject, new ExtendedModelMap());

        // Then
        assertThat(offered).hasSize(1);
        assertThat(toOthers).isEmpty();
        assertThat(model.get("erased")).isEqualTo(false);
        assertThat(model.get("recorded")).isNull();
    }

    @Test
    void anErasedCaseOffersNothingAndSaysToTheManagerWhyItWasErased() {
        // Given
        var subject = subject("null");
        services.to("GET /i/involvements/" + ID + "/keeping", "{\"erasedOn\":\"2022-07-30\",\"glass\":[]}");
        services.to("GET /i/audit?case=" + ID + "&action=erasure&size=20", """
                {"items": [
                  {"action": "erasure", "at": "2022-07-29T09:00:00Z", "traceId": "1", "reason": "asked too early"},
                  {"action": "erasure", "at": "2022-07-30T09:00:00Z", "traceId": "2", "reason": "the parents asked"}]}""");
        services.to("GET /i/audit?case=" + ID + "&action=erasure-refused&size=20", """
                {"items": [{"action": "erasure-refused", "at": "2022-07-29T09:00:01Z", "traceId": "1"}]}""");
        var area = pages.telling("involvements").area();

        // When
        var offered = pages.show(services.desk(Role.TEAM_MANAGER), area, subject, model);
        var others = new ExtendedModelMap();
        pages.show(services.desk(Role.REVIEWING_OFFICER), area, subject, others);

        // Then
        assertThat(offered).isEmpty();
        assertThat(model.get("erased")).isEqualTo(true);
        assertThat(((Doc) model.get("erasure")).text("reason")).isEqualTo("the parents asked");
        assertThat(others.get("erasure")).isNull();
    }

    @Test
    void afterAStepThePageSaysWhatItRecordedAndWhichClocksItMoved() {
        // Given
        var subject = subject("\"CYP-1\"");
        model.addAttribute("done", "Record a review");

        // When
        pages.show(
                services.desk(Role.TEAM_MANAGER), pages.telling("involvements").area(), subject, model);

        // Then
        assertThat(model.get("recorded"))
                .isEqualTo(new Recorded(
                        java.util.List.of("Step 2", "Step 3"),
                        java.util.List.of(
                                "Clock stopped: next visit.", "Clock started: next visit, due 4 August 2022.")));
    }
}
