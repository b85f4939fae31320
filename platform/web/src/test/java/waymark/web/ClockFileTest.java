package waymark.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import waymark.calendar.Counting;
import waymark.calendar.Limit;
import waymark.casefile.course.ClockRule;
import waymark.casefile.course.Due;
import waymark.casefile.course.Validity;

class ClockFileTest {
    private static final String SETTING = "waymark.visits.code-lists";
    private static final String FILE = "visit-clocks.csv";
    private static final String COLUMNS =
            "clock,version,valid_from,valid_to,title,started_by,starts,due,counting,sense,stops,lapses,exceptions,source\n";
    private static final String REPORT =
            "visit-report,1,,2025-08-31,write the report,visited,visited,10 working days,day-0,at-most,reported,called-off,illness snow,the visits order\n";

    enum VisitStep {
        ASKED_FOR,
        VISITED,
        REPORTED,
        CALLED_OFF
    }

    @TempDir
    private Path folder;

    private CodeLists lists;

    @BeforeEach
    void setting() {
        var settings = new StandardEnvironment();
        settings.getPropertySources().addFirst(new MapPropertySource("given", Map.of(SETTING, "file:" + folder + "/")));
        lists = new CodeLists(settings, SETTING);
    }

    @Test
    void aRowIsAVersionOfAClock() throws IOException {
        // Given
        Files.writeString(
                folder.resolve(FILE),
                COLUMNS
                        + REPORT
                        + "visit-report,2,2025-09-01,,write the report,visited,visited asked-for,2 weeks,day-1,if-at-all,reported,,,\"order, as amended\"\n");

        // When
        var clocks = ClockFile.read(lists, FILE, VisitStep.class);

        // Then
        assertThat(clocks.rules())
                .containsExactly(
                        new ClockRule<>(
                                "visit-report",
                                1,
                                new Validity(null, LocalDate.of(2025, 8, 31)),
                                "write the report",
                                "visited",
                                Set.of(VisitStep.VISITED),
                                new Due.Within(Limit.workingDays(10), Counting.DAY_0),
                                ClockRule.Sense.AT_MOST,
                                Set.of(VisitStep.REPORTED),
                                Set.of(VisitStep.CALLED_OFF),
                                Set.of("illness", "snow"),
                                "the visits order"),
                        new ClockRule<>(
                                "visit-report",
                                2,
                                new Validity(LocalDate.of(2025, 9, 1), null),
                                "write the report",
                                "visited",
                                Set.of(VisitStep.ASKED_FOR, VisitStep.VISITED),
                                new Due.Within(Limit.weeks(2), Counting.DAY_1),
                                ClockRule.Sense.IF_AT_ALL,
                                Set.of(VisitStep.REPORTED),
                                Set.of(),
                                Set.of(),
                                "order, as amended"));
    }

    static Stream<Arguments> dues() {
        var day0 = Counting.DAY_0;
        return Stream.of(
                Arguments.of("1 day", new Due.Within(Limit.days(1), day0)),
                Arguments.of("15 days", new Due.Within(Limit.days(15), day0)),
                Arguments.of("20 weeks", new Due.Within(Limit.weeks(20), day0)),
                Arguments.of("12 months", new Due.Within(Limit.months(12), day0)),
                Arguments.of("1 working day", new Due.Within(Limit.workingDays(1), day0)),
                Arguments.of("1 hour", new Due.WithinHours(1)),
                Arguments.of("72 hours", new Due.WithinHours(72)),
                Arguments.of("by 15 February", new Due.InYearOfTarget(MonthDay.of(2, 15))),
                Arguments.of("5 months before", new Due.MonthsBeforeTarget(5)),
                Arguments.of("on the day or 15 working days", new Due.OnTargetOrWithin(Limit.workingDays(15), day0)));
    }

    @ParameterizedTest
    @MethodSource("dues")
    void whenSomethingIsDueIsWrittenInWords(String words, Due due) {
        assertThat(ClockFile.due(words, Counting.DAY_0)).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "visit-report,1          | Visit report,1",
                "visit-report,1          | ,1",
                "visit-report,1          | visit-report,one",
                "visit-report,1          | visit-report,0",
                "visit-report,1          | visit-report,",
                ",2025-08-31             | soon,2025-08-31",
                ",2025-08-31             | ,31 August 2025",
                ",2025-08-31             | 2025-09-01,2025-08-31",
                "visited,visited,        | visited,seen,",
                "visited,visited,        | visited,,",
                "10 working days         | ten days",
                "10 working days         | 0 days",
                "10 working days         | ",
                "10 working days         | by 31 February",
                "10 working days         | by then",
                "10 working days         | on the day or later",
                "10 working days         | 10 fortnights",
                "10 working days         | 0 hours",
                "10 working days         | on the day or 24 hours",
                "'10 working days,day-0' | '24 hours,day-1'",
                "day-0                   | day-2",
                "at-most                 | at-best",
                "reported,called-off     | called-of,",
                "reported,called-off     | ,called-off",
                "reported,called-off     | reported,reported",
                "called-off,illness      | off,illness",
                ",the visits order       | "
            })
    void aCellThatCannotBeUnderstoodEndsTheStartWithTheSettingAndTheFile(String cell, String malformed)
            throws IOException {
        // When
        var right = COLUMNS + REPORT;
        var wrong = right.replace(cell, malformed == null ? "" : malformed);
        Files.writeString(folder.resolve(FILE), wrong);

        // Then
        assertThat(wrong).isNotEqualTo(right);
        assertThatThrownBy(() -> ClockFile.read(lists, FILE, VisitStep.class))
                .hasMessage(SETTING + ": cannot understand " + FILE)
                .cause()
                .isNotNull();
    }

    @Test
    void versionsThatOverlapEndTheStartWithTheSettingAndTheFile() throws IOException {
        // When
        Files.writeString(folder.resolve(FILE), COLUMNS + REPORT + REPORT.replace(",1,,", ",2,2025-08-31,"));

        // Then
        assertThatThrownBy(() -> ClockFile.read(lists, FILE, VisitStep.class))
                .hasMessage(SETTING + ": cannot understand " + FILE)
                .hasRootCauseMessage(
                        "the clock visit-report has two versions for one day, or one version twice: 1 and 2");
    }

    @Test
    void hoursDoNotCountFromADay() {
        assertThatThrownBy(() -> ClockFile.due("24 hours", Counting.DAY_1))
                .hasMessage("24 hours count from the moment of the start, so their counting is day-0, not day-1");
    }

    @Test
    void versionsWithDaysBetweenThemEndTheStartWithTheSettingAndTheFile() throws IOException {
        // When
        Files.writeString(folder.resolve(FILE), COLUMNS + REPORT + REPORT.replace(",1,,2025-08-31", ",2,2025-09-15,"));

        // Then
        assertThatThrownBy(() -> ClockFile.read(lists, FILE, VisitStep.class))
                .hasMessage(SETTING + ": cannot understand " + FILE)
                .hasRootCauseMessage(
                        "the clock visit-report has no version from 2025-09-01 to 2025-09-14, between its versions 1 and 2");
    }

    @Test
    void aFileThatIsMissingIsNamedWithItsSetting() {
        assertThatThrownBy(() -> ClockFile.read(lists, FILE, VisitStep.class))
                .hasMessage(SETTING + ": cannot read " + FILE);
    }
}
