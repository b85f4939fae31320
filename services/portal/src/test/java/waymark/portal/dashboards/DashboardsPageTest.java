package waymark.portal.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.util.LinkedMultiValueMap;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;
import waymark.portal.cases.Answering;
import waymark.portal.desk.CannotShow;
import waymark.portal.desk.Desk;
import waymark.web.CodeLists;
import waymark.web.access.Role;

/** The pages of figures as they are read, with a reporting that answers as it is told to. */
class DashboardsPageTest {
    private final Codes codes = new Codes(
            new CodeLists(new MockEnvironment().withProperty("lists", "classpath:/contracts/registers/"), "lists"));
    private final DashboardsController dashboards =
            new DashboardsController(new Dashboards(codes), new Dimensions(codes), new Measures(), codes);
    private final ExtendedModelMap model = new ExtendedModelMap();
    private Answering answering;

    @BeforeEach
    void start() throws IOException {
        answering = new Answering();
    }

    @AfterEach
    void stop() {
        answering.close();
    }

    @Test
    void aFilterThatIsNotTakenIsSaidAtItsFieldAndNoFiguresAreShownInItsPlace() {
        // Given
        var given = new LinkedMultiValueMap<String, String>();
        given.add("ethnicity", "White British");
        given.add("from", "31/2/2022");
        // When
        var html = html(dashboards.page(desk(), "ehc", given, model));
        // Then
        assertThat(html)
                .contains("There is a problem", "href=\"#ethnicity\"", "href=\"#from\"")
                .contains("id=\"ethnicity-error\"", "aria-describedby=\"ethnicity-error\"", "value=\"White British\"")
                .contains("id=\"from-error\"", "aria-describedby=\"from-error\"", "value=\"31/2/2022\"")
                .contains("No figures are shown until this is put right")
                .doesNotContain("waymark-tile", "waymark-chart", "data-live-from");
        assertThat(answering.heard()).isEmpty();
        assertThatThrownBy(() -> dashboards.table(desk(), "ehc", "needs", given))
                .isInstanceOf(CannotShow.class);
    }

    @Test
    void aChartSaysWhatItsFiguresCountAndAsAtWhichDay() {
        // Given
        answering.to(
                "GET /f/measures",
                "{\"items\":[{\"id\":\"ehc.openAtEnd\",\"title\":\"Open\",\"definition\":\"Assessments that are open.\",\"unit\":\"cases\",\"polarity\":\"low\"}]}");
        answering.to(
                "GET /f/reports/ehc/timeliness?from=2022-01-01&to=2022-08-01", "{\"openByPrimaryNeed\":{\"ASD\":3}}");
        // When
        var html = html(dashboards.page(desk(), "ehc", new LinkedMultiValueMap<>(), model));
        // Then
        assertThat(html.substring(html.indexOf("id=\"chart-needs\"")))
                .contains("As at 1 August 2022", "What this counts", "Assessments that are open.");
    }

    @Test
    void aMonthThatIsNoneIsSaidAtItsFieldAndNoOtherMonthStandsInItsPlace() {
        // When
        var html = html(new ScorecardPageController().scorecard(desk(), "July 22", null, model));
        // Then
        assertThat(html)
                .contains("id=\"month-error\"", "aria-describedby=\"month-hint month-error\"", "value=\"July 22\"")
                .doesNotContain("as at");
        assertThat(answering.heard()).isEmpty();
    }

    @Test
    void aScorecardSaysTheDayThatItIsAsAt() {
        // When
        var present = html(new ScorecardPageController().scorecard(desk(), "2022-08", null, model));
        var past = html(new ScorecardPageController().scorecard(desk(), "2022-06", null, model));
        // Then
        assertThat(present).contains("August 2022, as at 1 August 2022");
        assertThat(past).contains("June 2022, as at 30 June 2022");
    }

    private Desk desk() {
        return answering.desk(Role.PERFORMANCE_ANALYST);
    }

    /** The page between its head and its foot. */
    private String html(String template) {
        var files = new ClassLoaderTemplateResolver();
        files.setPrefix("portal/templates/");
        files.setSuffix(".html");
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(files);
        var application = JakartaServletWebApplication.buildApplication(new MockServletContext());
        var exchange = application.buildExchange(new MockHttpServletRequest(), new MockHttpServletResponse());
        return engine.process(template, Set.of("main"), new WebContext(exchange, Locale.UK, new HashMap<>(model)));
    }
}
