package waymark.web.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import waymark.calendar.LondonTime;
import waymark.casefile.course.Forms;
import waymark.web.Constants;
import waymark.web.Preconditions;

/**
 * The values of a row or of an element as what they mean: null where one is blank or not there. What cannot be understood is null, and kept as a
 * fault.
 */
public final class Cells {
    private final Values values;
    private final String path;
    private final List<Fault> faults;
    private final List<Fault> warnings;

    /** @param values a row, or an element whose parts are the values */
    public Cells(Values values) {
        this(values, "", new ArrayList<>(), new ArrayList<>());
    }

    private Cells(Values values, String path, List<Fault> faults, List<Fault> warnings) {
        this.values = values;
        this.path = path;
        this.faults = faults;
        this.warnings = warnings;
    }

    /** Those of an element within this one; what is wrong with them is kept here. */
    public Cells of(Element part) {
        return new Cells(part, path + part.place() + "/", faults, warnings);
    }

    /** What could not be understood so far; a record that has any is rejected. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** What was odd so far, but understood. */
    public List<Fault> warnings() {
        return List.copyOf(warnings);
    }

    /** @param reason what is wrong and what to change; quotes no value */
    public void fault(String column, String reason) {
        faults.add(new Fault(path + column, values.get(column), reason));
    }

    /** @param reason what is odd and what was made of it; quotes no value */
    public void warn(String column, String rule, String reason) {
        warnings.add(new Fault(path + column, values.get(column), rule, reason));
    }

    /** Of an element that may stand there several times, each with a value of its own. */
    public void warn(Element one, String rule, String reason) {
        warnings.add(new Fault(path + one.place(), one.text(), rule, reason));
    }

    public String needed(String column, Forms.Form form) {
        if (values.get(column) == null) fault(column, "is needed");
        return text(column, form);
    }

    public LocalDate neededDay(String column) {
        if (values.get(column) == null) fault(column, "is needed");
        return day(column);
    }

    public Instant neededMoment(String column) {
        if (values.get(column) == null) fault(column, "is needed");
        return moment(column);
    }

    public String text(String column, Forms.Form form) {
        return read(column, value -> {
            if (form.fits(value)) return value;
            throw new IllegalArgumentException("must be " + form.words());
        });
    }

    public String listed(String column, Collection<String> list) {
        return read(column, value -> {
            if (list.contains(value)) return value;
            throw new IllegalArgumentException("must be one of: " + String.join(", ", list));
        });
    }

    public LocalDate day(String column) {
        return read(column, value -> {
            try {
                return Preconditions.day(value);
            } catch (DateTimeException noDay) {
                throw new IllegalArgumentException(
                        "must be a day that exists, as 2022-07-31, in the years 1900 to 2099", noDay);
            }
        });
    }

    /**
     * A local date and time of Europe/London, or one with an offset. Of the two that an hour of autumn has the earlier is meant; in the hour that
     * spring leaves out it is moved on by that hour, with a warning.
     */
    public Instant moment(String column) {
        return read(column, value -> {
            try {
                boolean hasOffset = value.endsWith("Z") || value.lastIndexOf('-') > 7 || value.indexOf('+') > 0;
                return hasOffset
                        ? inRange(OffsetDateTime.parse(value).toInstant())
                        : london(column, LocalDateTime.parse(value));
            } catch (DateTimeException noMoment) {
                throw new IllegalArgumentException(
                        "must be a day and a time, as 2022-07-31T14:05, in the years 1900 to 2099", noMoment);
            }
        });
    }

    /** {@code true} and {@code false}, for which {@code 1} and {@code 0} may stand. */
    public Boolean flag(String column) {
        return read(column, value -> switch (value) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        });
    }

    /** The constant whose code stands there. */
    public <T extends Enum<T>> T constant(String column, Class<T> type) {
        return read(
                column,
                value -> Stream.of(type.getEnumConstants())
                        .filter(constant -> Constants.code(constant).equals(value))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "must be one of: " + String.join(", ", Constants.codes(type)))));
    }

    private Instant london(String column, LocalDateTime local) {
        var moment = inRange(LondonTime.at(local));
        if (!LondonTime.timeOf(moment).equals(local)) {
            warn(
                    column,
                    "import.time-left-out",
                    "is in the hour that the change to summer time leaves out; an hour later is taken");
        }
        return moment;
    }

    private static Instant inRange(Instant moment) {
        var _ = Preconditions.day(LondonTime.dateOf(moment).toString());
        return moment;
    }

    private <T> T read(String column, Function<String, T> meaning) {
        var value = values.get(column);
        if (value == null) return null;
        if (values.contradictory(column)) {
            fault(column, "stands here several times with different values: only one can be true");
            return null;
        }
        try {
            return meaning.apply(value);
        } catch (IllegalArgumentException notUnderstood) {
            fault(column, notUnderstood.getMessage());
            return null;
        }
    }
}
