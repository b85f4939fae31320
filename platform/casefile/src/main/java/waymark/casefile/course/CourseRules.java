package waymark.casefile.course;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import waymark.casefile.course.Forms.Form;

/**
 * Collects what breaks a rule, each rule with its stable id and the words in which an officer is told. A kind of case extends it with the rules
 * that are its own. Words are made only where a rule is broken: registers of thousands of rows go through here.
 *
 * @param <R> the kind's own rules, so that a chain of checks reads on
 */
public abstract class CourseRules<R extends CourseRules<R>> {
    private final List<Breach> breaches = new ArrayList<>();
    private final String kind;
    private final LocalDate today;

    /** @param kind begins the ids of the rules that every kind has: {@code involvement} */
    protected CourseRules(String kind, LocalDate today) {
        this.kind = kind;
        this.today = today;
    }

    protected abstract R self();

    public final List<Breach> breaches() {
        return List.copyOf(breaches);
    }

    public final R add(Breach breach) {
        breaches.add(breach);
        return self();
    }

    /** What the others break oftener than those that are known: what was wrong before, because its source says so, need not hold up a correction. */
    public final void addNew(R known, R others) {
        others.breaches().stream()
                .filter(breach -> others.count(breach.rule()) > known.count(breach.rule()))
                .forEach(this::add);
    }

    /**
     * As {@link #addNew(CourseRules, CourseRules)}.
     *
     * @param field of the request, whatever field each breach is of
     */
    public final void addNew(R known, R others, String field) {
        others.breaches().stream()
                .filter(breach -> others.count(breach.rule()) > known.count(breach.rule()))
                .forEach(breach -> add(new Breach(breach.rule(), field, breach.reason())));
    }

    final long count(String rule) {
        return breaches.stream().filter(breach -> breach.rule().equals(rule)).count();
    }

    protected final LocalDate today() {
        return today;
    }

    public final R check(boolean holds, String rule, String field, String reason) {
        if (!holds) breaches.add(new Breach(kind + "." + rule, field, reason));
        return self();
    }

    public final R needed(String field, Object value) {
        return value != null ? self() : check(false, "needed", field, "Say " + words(field) + ".");
    }

    public final R notInFuture(String field, LocalDate day) {
        if (day == null || !day.isAfter(today)) return self();
        return check(
                false,
                "date-in-future",
                field,
                "The day %s has not come yet. Give today's date or an earlier one.".formatted(day));
    }

    /** @param ofWhat what the earliest day is the day of, such as "the opening on" */
    public final R notBefore(String rule, String field, LocalDate day, LocalDate earliest, String ofWhat) {
        if (day == null || earliest == null || !day.isBefore(earliest)) return self();
        return check(
                false,
                rule,
                field,
                "The day %s is before %s %s. Correct one of the two.".formatted(day, ofWhat, earliest));
    }

    /** @param value may be null: then there is nothing to hold to a form */
    public final R form(Form form, String rule, String field, String value) {
        if (value == null || form.fits(value)) return self();
        return check(false, rule, field, "%s must be %s.".formatted(sentence(field), form.words()));
    }

    /** @param code may be null */
    public final R listed(String field, String code, Iterable<String> list) {
        boolean known = code == null;
        for (var entry : list) known = known || entry.equals(code);
        return known ? self() : check(false, "code-unknown", field, "Use one of: " + String.join(", ", list) + ".");
    }

    private static String words(String field) {
        return Stream.of(field.split("(?=[A-Z])"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .reduce((a, b) -> a + " " + b)
                .orElse(field);
    }

    private static String sentence(String field) {
        var words = words(field);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
