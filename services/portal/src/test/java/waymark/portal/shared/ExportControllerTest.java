package waymark.portal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import waymark.portal.cases.Answering;
import waymark.portal.cases.Visits;
import waymark.portal.desk.Answer;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.Service;
import waymark.web.access.Role;

/** A list as a file, or why there is none. */
class ExportControllerTest {
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private Answering services;

    @BeforeEach
    void start() throws IOException {
        services = new Answering();
    }

    @AfterEach
    void stop() {
        services.close();
    }

    private void export() throws IOException {
        var request = new MockHttpServletRequest("GET", "/involvements/export");
        request.setServletPath("/involvements/export");
        request.setQueryString("status=open");
        new ExportController(new Areas(Visits.pages().areas()))
                .export(services.desk(Role.TEAM_MANAGER), request, response);
    }

    private Answer refusal() {
        return catchThrowableOfType(CannotShow.class, this::export).because();
    }

    @Test
    void whatTheServiceGivesIsPassedOn() throws Exception {
        // Given
        services.to("GET /i/involvements?status=open", "reference\nCME-1\n");
        // When
        export();
        // Then
        assertThat(response.getContentAsString()).isEqualTo("reference\nCME-1\n");
        assertThat(response.getHeader("Content-Disposition")).contains("involvements.csv");
    }

    @Test
    void aRefusalSaysWhatTheServiceSaid() {
        // Given
        services.to(
                "GET /i/involvements?status=open",
                422,
                "{\"rule\":\"list.too-long\",\"detail\":\"More than 10,000 cases fit. Narrow the list.\"}");
        // When
        var refused = refusal().refusal();
        // Then
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.rule()).isEqualTo("list.too-long");
        assertThat(refused.words()).isEqualTo("More than 10,000 cases fit. Narrow the list.");
        assertThat(response.getHeaderNames()).isEmpty();
    }

    @Test
    void aServiceThatIsNotThereIsSaidToBeAway() {
        // Given
        services.to("GET /i/involvements?status=open", 503, "");
        // Then
        assertThat(refusal()).isEqualTo(new Answer.Away(Service.INVOLVEMENTS));
    }
}
