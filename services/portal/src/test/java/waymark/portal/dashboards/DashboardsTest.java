package waymark.portal.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.LinkedMultiValueMap;
import waymark.web.CodeLists;

class DashboardsTest {
    private static final LocalDate TODAY = LocalDate.of(2022, 7, 31);

    private final Codes codes = new Codes(
            new CodeLists(new MockEnvironment().withProperty("lists", "classpath:/contracts/registers/"), "lists"));
    private final Dashboards dashboards = new Dashboards(codes);

    @Test
    void everyReportAskedIsOneThatReportingDeclares() {
        // Given
        var asked = new TreeSet<String>();
        // When
        for (var dashboard : dashboards.all()) {
            var frame = Frame.of(
                    new LinkedMultiValueMap<>(), TODAY.minusDays(90), TODAY, dashboards.offered(dashboard, "825"));
            for (var report : dashboard.asked())
                asked.add(report.address().of(frame).replaceFirst("\\?.*", ""));
        }
        // Then
        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "/reports/cme/month-ends",
                        "/reports/cme/practice",
                        "/reports/cme/summary",
                        "/reports/demand",
                        "/reports/ehc/advice",
                        "/reports/ehc/forecast",
                        "/reports/ehc/timeliness",
                        "/reports/ehc/within-20-weeks",
                        "/reports/social-care/monthly",
                        "/reports/social-care/repeat-referrals",
                        "/reports/social-care/timeliness");
    }

    @Test
    void everyFigureAndChartIsReadFromAReportThatIsAsked() {
        for (var dashboard : dashboards.all()) {
            // Given
            var names = dashboard.asked().stream().map(Dashboard.Asked::name).collect(Collectors.toSet());
            // When
            var read = new TreeSet<String>();
            dashboard.groups().forEach(group -> group.tiles().forEach(tile -> read.add(tile.report())));
            dashboard.charts().forEach(chart -> read.add(chart.report()));
            // Then
            assertThat(read).isEqualTo(new TreeSet<>(names));
        }
    }

    @Test
    void codesAreSaidInWords() {
        assertThat(codes.words("outcome", "BUSC")).isEqualTo("BUSC: Buckinghamshire school");
        assertThat(codes.words("schoolYear", "0")).isEqualTo("Reception");
        assertThat(codes.words("senStatus", "ehcp")).isEqualTo("EHC plan");
        assertThat(codes.words("locality", Codes.NOT_RECORDED)).isEqualTo("Not recorded");
    }
}
