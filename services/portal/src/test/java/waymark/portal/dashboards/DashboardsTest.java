package waymark.portal.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.LinkedMultiValueMap;
import waymark.portal.desk.Doc;
import waymark.web.CodeLists;

class DashboardsTest {
    private static final LocalDate TODAY = LocalDate.of(2022, 7, 31);

    private final Codes codes = new Codes(
            new CodeLists(new MockEnvironment().withProperty("lists", "classpath:/contracts/registers/"), "lists"));
    private final Dashboards dashboards = new Dashboards(codes);
    private final Dimensions dimensions = new Dimensions(codes);

    @Test
    void everyReportAskedIsOneThatReportingDeclares() {
        // Given
        var asked = new TreeSet<String>();
        // When
        for (var dashboard : dashboards.all()) {
            var frame = Frame.of(
                    new LinkedMultiValueMap<>(),
                    TODAY.minusDays(90),
                    TODAY,
                    dimensions.offered(dashboard.cases(), "825"));
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
    void everyBandOfClosingTimesHasItsOwnListBehindIt() {
        // Given
        var cme = dashboards.named("cme").orElseThrow();
        var frame = Frame.of(
                new LinkedMultiValueMap<>(), TODAY.minusDays(30), TODAY, dimensions.offered(cme.cases(), "825"));
        var drawn = cme.charts().stream()
                .filter(chart -> chart.id().equals("closing-times"))
                .findFirst()
                .orElseThrow();
        var report = new Doc(Map.of(
                "averageWeeksToClose", 2.5, "closedByDaysOpen", Map.of("0-7", 3, "8-14", 1, "29-56", 2, "85+", 2)));
        // When
        var chart = drawn.draw().of(report, frame, drawn);
        // Then
        assertThat(chart.rows())
                .extracting(Chart.Row::title)
                .containsExactly(
                        "0 to 7 days",
                        "8 to 14 days",
                        "15 to 28 days",
                        "29 to 56 days",
                        "57 to 84 days",
                        "85 days or more");
        assertThat(chart.rows())
                .extracting(row -> row.figures().getFirst().words())
                .containsExactly("3", "1", "0", "2", "0", "2");
        assertThat(chart.rows())
                .extracting(row -> row.figures().getFirst().href())
                .doesNotHaveDuplicates()
                .allMatch(href -> href.contains("measure=cme.closed&") && href.contains("&daysOpen="));
        assertThat(chart.rows().getFirst().figures().get(1).words()).isEqualTo("37.5%");
    }

    @Test
    void anAverageOfMonthsHasNoListBehindItSinceNoneHasThatNumberForItsHeading() {
        // Given
        var social = dashboards.named("social-care").orElseThrow();
        var frame = Frame.of(
                new LinkedMultiValueMap<>(), TODAY.minusDays(60), TODAY, dimensions.offered(social.cases(), "825"));
        var drawn = social.charts().getLast();
        var report = new Doc(Map.of(
                "base",
                "2021-06..2021-07",
                "against",
                "2022-06..2022-07",
                "rows",
                List.of(Map.of("measure", "contacts", "baseMonthlyAverage", 10.5, "againstMonthlyAverage", 12.0))));
        // When
        var chart = drawn.draw().of(report, frame, drawn);
        // Then
        assertThat(chart.rows())
                .singleElement()
                .satisfies(row ->
                        assertThat(row.figures()).extracting(Figure::href).containsOnlyNulls());
    }

    @Test
    void everyChartSaysWhatItsFiguresCountAndWhichDayItIsOf() {
        for (var dashboard : dashboards.all()) {
            // Given
            var middle = new LinkedMultiValueMap<String, String>();
            middle.add("to", "15/6/2022");
            var offered = dimensions.offered(dashboard.cases(), "825");
            var past = Frame.of(middle, LocalDate.of(2022, 1, 1), TODAY, offered);
            for (var chart : dashboard.charts()) {
                // When
                var asked = dashboard.asked(chart.report());
                // Then
                assertThat(chart.measures()).isNotEmpty().allMatch(measure -> measure.matches("[a-zA-Z]+\\.\\w+"));
                assertThat(asked.asAt(past, TODAY)).isEqualTo(LocalDate.of(2022, 6, asked.wholeMonths() ? 30 : 15));
                assertThat(asked.wholeMonths())
                        .isEqualTo(!asked.address().of(past).contains("2022-06-15"));
            }
        }
    }

    @Test
    void everyDimensionCanBeChosenInWordsAndSurvivesIntoListsAndLiveFigures() {
        for (var dashboard : dashboards.all()) {
            // Given
            var offered = dimensions.offered(dashboard.cases(), "825");
            var given = new LinkedMultiValueMap<String, String>();
            offered.forEach((dimension, codes) -> given.add(dimension, codes.isEmpty() ? "WBRI" : codes.getFirst()));
            // When
            var frame = Frame.of(given, TODAY.minusDays(30), TODAY, offered);
            // Then
            assertThat(frame.filters()).containsOnlyKeys(offered.keySet());
            assertThat(codes.filters(offered, frame.shown(), frame.faults()))
                    .allSatisfy(filter -> assertThat(filter.label()).matches("[A-Z].*"));
            for (var dimension : offered.keySet()) {
                assertThat(frame.list("cme.closed", Span.PERIOD)).contains("&" + dimension + "=");
                assertThat(frame.query()).contains(dimension + "=");
                assertThat(dashboard.asked().stream().map(one -> one.address().of(frame)))
                        .allMatch(address -> address.contains(dimension + "="));
            }
        }
    }

    @Test
    void codesAreSaidInWords() {
        assertThat(codes.words("outcome", "BUSC")).isEqualTo("BUSC: Buckinghamshire school");
        assertThat(codes.words("schoolYear", "0")).isEqualTo("Reception");
        assertThat(codes.words("senStatus", "ehcp")).isEqualTo("EHC plan");
        assertThat(codes.words("sex", "F")).isEqualTo("Female");
        assertThat(codes.words("locality", Codes.NOT_RECORDED)).isEqualTo("Not recorded");
    }
}
