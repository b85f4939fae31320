package waymark.web.imports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import waymark.casefile.course.Forms;
import waymark.web.Constants;
import waymark.web.Preconditions;

/** A row's cells as what they mean: null where a cell is blank or the file has no such column. What cannot be understood is null, and kept as a fault. */
public final class Cells {
    private final Row row;
    private final List<Fault> faults = new ArrayList<>();

    public Cells(Row row) {
        this.row = row;
    }

    /** What could not be understood so far; a row that has any is rejected. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** @param reason what is wrong and what to change; quotes no value */
    public void fault(String column, String reason) {
        faults.add(new Fault(column, row.get(column), reason));
    }

    public String needed(String column, Forms.Form form) {
        if (row.get(column) == null) fault(column, "is needed");
        return text(column, form);
    }

    public LocalDate neededDay(String column) {
        if (row.get(column) == null) fault(column, "is needed");
        return day(column);
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

    public Boolean flag(String column) {
        return read(column, value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
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

    private <T> T read(String column, Function<String, T> meaning) {
        var value = row.get(column);
        if (value == null) return null;
        try {
            return meaning.apply(value);
        } catch (IllegalArgumentException notUnderstood) {
            fault(column, notUnderstood.getMessage());
            return null;
        }
    }
}
