package waymark.calendar;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An authority's school terms: configuration, since each authority and many academies set their own. A day between terms
 * lies in none.
 */
public final class SchoolTerms {

    /** Both days included, neither null. */
    public record Term(String name, LocalDate from, LocalDate to) {
        public Term {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException(
                        "The term %s ends on %s, before it begins on %s".formatted(name, to, from));
            }
        }

        public boolean contains(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }

        public AcademicYear academicYear() {
            return AcademicYear.of(from);
        }
    }

    private final List<Term> terms;

    /** Terms in any order; refuses two that share a day. */
    public SchoolTerms(List<Term> terms) {
        this.terms = terms.stream().sorted(Comparator.comparing(Term::from)).toList();
        for (int i = 1; i < this.terms.size(); i++) {
            Term earlier = this.terms.get(i - 1);
            Term later = this.terms.get(i);
            if (!later.from().isAfter(earlier.to())) {
                throw new IllegalArgumentException(
                        "The terms %s and %s overlap on %s".formatted(earlier.name(), later.name(), later.from()));
            }
        }
    }

    /** All terms, the earliest first. */
    public List<Term> all() {
        return terms;
    }

    public Optional<Term> of(LocalDate day) {
        return terms.stream().filter(term -> term.contains(day)).findFirst();
    }

    /** The first term that begins after a day. */
    public Optional<Term> next(LocalDate day) {
        return terms.stream().filter(term -> term.from().isAfter(day)).findFirst();
    }

    /** The last term that ended before a day. */
    public Optional<Term> previous(LocalDate day) {
        return terms.reversed().stream().filter(term -> term.to().isBefore(day)).findFirst();
    }

    /** The terms that begin in an academic year. */
    public List<Term> in(AcademicYear year) {
        return terms.stream().filter(term -> term.academicYear().equals(year)).toList();
    }
}
