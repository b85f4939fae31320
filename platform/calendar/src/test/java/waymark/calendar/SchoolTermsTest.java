package waymark.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.calendar.SchoolTerms.Term;

class SchoolTermsTest {

    private static final Term AUTUMN = new Term("autumn", LocalDate.of(2021, 9, 2), LocalDate.of(2021, 12, 17));
    private static final Term SPRING = new Term("spring", LocalDate.of(2022, 1, 4), LocalDate.of(2022, 4, 8));
    private static final Term SUMMER = new Term("summer", LocalDate.of(2022, 4, 25), LocalDate.of(2022, 7, 21));

    private final SchoolTerms terms = new SchoolTerms(List.of(SUMMER, AUTUMN, SPRING));

    @Test
    void aDayIsInTheTermFromItsFirstToItsLastDay() {
        assertThat(terms.of(SPRING.from())).contains(SPRING);
        assertThat(terms.of(SPRING.to())).contains(SPRING);
        assertThat(terms.of(SPRING.to().plusDays(1))).isEmpty();
    }

    @Test
    void betweenTermsTheNextAndThePreviousAreKnown() {
        LocalDate christmas = LocalDate.of(2021, 12, 25);

        assertThat(terms.of(christmas)).isEmpty();
        assertThat(terms.next(christmas)).contains(SPRING);
        assertThat(terms.previous(christmas)).contains(AUTUMN);
        assertThat(terms.next(SUMMER.to())).isEmpty();
        assertThat(terms.previous(AUTUMN.to())).isEmpty();
    }

    @Test
    void termsAreKeptInOrderAndBelongToAnAcademicYear() {
        assertThat(terms.all()).containsExactly(AUTUMN, SPRING, SUMMER);
        assertThat(terms.in(new AcademicYear(2021))).hasSize(3);
        assertThat(terms.in(new AcademicYear(2022))).isEmpty();
    }

    @Test
    void termsThatShareADayOrEndBeforeTheyBeginAreRefusedByName() {
        Term overlapping = new Term("early summer", SPRING.to(), SUMMER.from().minusDays(1));

        assertThatThrownBy(() -> new SchoolTerms(List.of(SPRING, overlapping)))
                .hasMessageContainingAll("spring", "early summer", "2022-04-08");
        assertThatThrownBy(() -> new Term("autumn", SPRING.to(), SPRING.from())).hasMessageContaining("autumn");
    }

    @ParameterizedTest
    @CsvSource({
        "2021-08-31, 2020/21",
        "2021-09-01, 2021/22",
        "2022-08-31, 2021/22",
        "2024-02-29, 2023/24",
        "1999-09-01, 1999/00"
    })
    void theAcademicYearBeginsOnTheFirstOfSeptember(LocalDate day, String year) {
        assertThat(AcademicYear.of(day)).hasToString(year);
        assertThat(AcademicYear.of(day).contains(day)).isTrue();
    }

    @Test
    void anAcademicYearFollowsTheOneBeforeItWithoutAGap() {
        AcademicYear year = new AcademicYear(2021);

        assertThat(year.from()).isEqualTo(year.previous().to().plusDays(1));
        assertThat(year.next().from()).isEqualTo(year.to().plusDays(1));
        assertThat(year.previous()).isLessThan(year);
    }
}
