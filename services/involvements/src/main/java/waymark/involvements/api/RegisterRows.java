package waymark.involvements.api;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import waymark.casefile.CaseIds;
import waymark.casefile.Filing;
import waymark.casefile.Instruction;
import waymark.involvements.domain.Circumstances;
import waymark.involvements.domain.Closure;
import waymark.involvements.domain.Codes;
import waymark.involvements.domain.Forms;
import waymark.involvements.domain.InvolvementCommand;
import waymark.involvements.domain.Opening;
import waymark.involvements.domain.Referrer;
import waymark.involvements.domain.SenStatus;
import waymark.involvements.domain.SocialCareStatus;
import waymark.involvements.events.InvolvementKinds;
import waymark.web.Preconditions;
import waymark.web.imports.Context;
import waymark.web.imports.Fault;
import waymark.web.imports.Row;
import waymark.web.imports.RowReader;

/** The columns of a register of children missing education (contracts/registers/cme-register.md), and what a row of it says. */
public final class RegisterRows implements RowReader<InvolvementCommand> {
    private final Codes codes;

    public RegisterRows(Codes codes) {
        this.codes = codes;
    }

    @Override
    public List<String> requiredColumns() {
        return List.of("involvement_ref", "child_ref", "opened_on");
    }

    @Override
    public List<String> optionalColumns() {
        return List.of(
                "closed_on",
                "outcome",
                "school_year",
                "sen_status",
                "social_care_status",
                "locality",
                "referred_by",
                "reason",
                "sex",
                "ethnicity",
                "upn",
                "missing_since",
                "last_school",
                "last_day_attended",
                "ground_for_leaving_roll",
                "school_made_enquiries",
                "meets_s436a",
                "confirmed_by",
                "confirmed_on",
                "officer");
    }

    @Override
    public Read<InvolvementCommand> read(Row row, Context context) {
        var cells = new Cells(row);
        var reference = cells.needed("involvement_ref", Forms.REFERENCE);
        var child = cells.needed("child_ref", Forms.CHILD);
        var opening = new Opening(
                cells.neededDay("opened_on"),
                cells.constant("referred_by", Referrer.class),
                cells.flag("meets_s436a"),
                cells.text("reason", Forms.CODE),
                cells.text("sex", Forms.SEX),
                cells.text("ethnicity", Forms.ETHNICITY),
                cells.day("missing_since"),
                cells.text("last_school", Forms.SCHOOL),
                cells.day("last_day_attended"),
                cells.text("ground_for_leaving_roll", Forms.CODE),
                cells.flag("school_made_enquiries"),
                null,
                null);
        var circumstances = new Circumstances(
                cells.text("school_year", Forms.SCHOOL_YEAR),
                cells.constant("sen_status", SenStatus.class),
                cells.constant("social_care_status", SocialCareStatus.class),
                cells.listed("locality", codes.localitiesOf(context.authority())));
        var closedOn = cells.day("closed_on");
        var outcome = cells.listed(
                "outcome", codes.outcomes().stream().map(Codes.Outcome::code).toList());
        var confirmedBy = cells.listed("confirmed_by", codes.agencies());
        var confirmedOn = cells.day("confirmed_on");
        var officer = cells.text("officer", Forms.OFFICER);
        var upn = cells.text("upn", Forms.UPN);
        if (!cells.faults.isEmpty()) return new Read.Rejected<>(cells.faults);

        var closure = closedOn == null ? null : new Closure(closedOn, outcome, confirmedBy, confirmedOn, null, null);
        var warnings = new ArrayList<Fault>();
        if (closure == null) {
            var idle = new LinkedHashMap<String, Object>();
            idle.put("outcome", outcome);
            idle.put("confirmed_by", confirmedBy);
            idle.put("confirmed_on", confirmedOn);
            idle.forEach((column, value) -> {
                if (value != null) {
                    warnings.add(new Fault(
                            column, row.get(column), "there is no closing date, so this is not taken; give closed_on"));
                }
            });
        }
        var command = new InvolvementCommand.TakeFromSource(
                context.today(), reference, opening, circumstances, closure, row.has("closed_on"), officer);
        var instruction = new Instruction<InvolvementCommand>(
                command, null, upn == null ? Map.of() : Map.of("upn", upn), OptionalInt.empty(), null);
        var said = Preconditions.fingerprint(new TreeMap<>(row.cells()));
        var id = CaseIds.fromReference(context.authority(), InvolvementKinds.INVOLVEMENTS, reference);
        return new Read.Taken<>(new Filing<>(id, child, reference, instruction, true, said), warnings);
    }

    /** A row's cells as what they mean; whatever cannot be understood is kept as a fault. */
    private static final class Cells {
        private final Row row;
        private final List<Fault> faults = new ArrayList<>();

        Cells(Row row) {
            this.row = row;
        }

        String needed(String column, Forms.Form form) {
            if (row.get(column) == null) fault(column, "is needed");
            return text(column, form);
        }

        LocalDate neededDay(String column) {
            if (row.get(column) == null) fault(column, "is needed");
            return day(column);
        }

        String text(String column, Forms.Form form) {
            return read(column, value -> {
                if (form.fits(value)) return value;
                throw new IllegalArgumentException("must be " + form.words());
            });
        }

        String listed(String column, Collection<String> list) {
            return read(column, value -> {
                if (list.contains(value)) return value;
                throw new IllegalArgumentException("must be one of: " + String.join(", ", list));
            });
        }

        LocalDate day(String column) {
            return read(column, value -> {
                try {
                    return Preconditions.day(value);
                } catch (DateTimeException noDay) {
                    throw new IllegalArgumentException(
                            "must be a day that exists, as 2022-07-31, in the years 1900 to 2099", noDay);
                }
            });
        }

        Boolean flag(String column) {
            return read(column, value -> switch (value) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("must be true or false");
            });
        }

        <T extends Enum<T>> T constant(String column, Class<T> type) {
            return read(
                    column,
                    value -> Arrays.stream(type.getEnumConstants())
                            .filter(constant -> kebab(constant).equals(value))
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException(Arrays.stream(type.getEnumConstants())
                                    .map(Cells::kebab)
                                    .collect(Collectors.joining(", ", "must be one of: ", "")))));
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

        private void fault(String column, String reason) {
            faults.add(new Fault(column, row.get(column), reason));
        }

        private static String kebab(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
