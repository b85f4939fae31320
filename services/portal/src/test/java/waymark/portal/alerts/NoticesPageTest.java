package waymark.portal.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.web.servlet.mvc.support.RedirectAttributesModelMap;
import waymark.portal.cases.Answering;
import waymark.web.access.Role;

/** What became of notices, with a service that answers as it is told to. */
class NoticesPageTest {
    private final NoticesController notices = new NoticesController();
    private final ExtendedModelMap model = new ExtendedModelMap();
    private Answering services;

    @BeforeEach
    void start() throws IOException {
        services = new Answering();
        for (var state : List.of("waiting", "sent", "dropped")) {
            services.to("GET /w/alerts/notices?state=%s&page=0&size=1".formatted(state), "{\"items\":[],\"total\":7}");
        }
        services.to("GET /w/alerts/notices?state=dead&page=0&size=50", """
                {"total": 2, "items": [
                  {"channel": "webhook", "type": "escalated", "at": "2022-07-31T09:00:00Z", "attempts": 8, "reason": "answered 503"},
                  {"channel": "digest", "recipient": "SEN-03", "type": "2022-07-29", "at": "2022-07-29T07:00:00Z", "attempts": 8, "reason": "MailSendException"}]}""");
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void anAdministratorSeesHowManyThereAreAndWhyTheDeadFailed() {
        // When
        var page = notices.notices(services.desk(Role.ADMINISTRATOR), "0", model);

        // Then
        assertThat(page).isEqualTo("alerts/notices");
        assertThat((List<?>) model.get("counts")).extracting("count").containsExactly(7L, 7L, 7L, 2L);
        assertThat(model.get("dead"))
                .isEqualTo(List.of(
                        new NoticesController.Line(
                                "Alert taken one level up",
                                "The webhook",
                                "31 July 2022 at 10:00",
                                "8",
                                "answered 503"),
                        new NoticesController.Line(
                                "Digest of 29 July 2022",
                                "SEN-03",
                                "29 July 2022 at 08:00",
                                "8",
                                "MailSendException")));
    }

    @Test
    void theyAreSentAgain() {
        // Given
        services.to("POST /w/alerts/notices/dead/replay", "{\"notices\":2}");
        var after = new RedirectAttributesModelMap();

        // When
        var next = notices.again(services.desk(Role.ADMINISTRATOR), after);

        // Then
        assertThat(next).isEqualTo("redirect:/records/notices");
        assertThat(after.getFlashAttributes().get("done")).isEqualTo("2 notices are sent again");
    }
}
