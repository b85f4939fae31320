package waymark.involvements.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import waymark.casefile.course.Forms;
import waymark.involvements.domain.Circumstances;
import waymark.involvements.domain.Closure;
import waymark.involvements.domain.Codes;
import waymark.involvements.domain.InvolvementCommand;
import waymark.involvements.domain.Opening;
import waymark.involvements.domain.Referrer;
import waymark.involvements.domain.SenStatus;
import waymark.involvements.domain.SocialCareStatus;
import waymark.web.Localities;
import waymark.web.imports.Cells;
import waymark.web.imports.Context;
import waymark.web.imports.Fault;
import waymark.web.imports.Row;
import waymark.web.imports.RowReader;

/** The columns of a register of children missing education (contracts/registers/cme-register.md), and what a row of it says. */
public final class RegisterRows implements RowReader<InvolvementCommand> {
    private final Codes codes;
    private final Localities localities;

    public RegisterRows(Codes codes, Localities localities) {
        this.codes = codes;
        this.localities = localities;
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
                cells.listed("locality", localities.of(context.authority())));
        var closedOn = cells.day("closed_on");
        var outcome = cells.listed(
                "outcome", codes.outcomes().stream().map(Codes.Outcome::code).toList());
        var confirmedBy = cells.listed("confirmed_by", codes.agencies());
        var confirmedOn = cells.day("confirmed_on");
        var officer = cells.text("officer", Forms.OFFICER);
        var upn = cells.text("upn", Forms.UPN);
        if (!cells.faults().isEmpty()) return new Read.Rejected<>(cells.faults());

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
        InvolvementCommand command = new InvolvementCommand.TakeFromSource(
                context.today(), reference, opening, circumstances, closure, row.has("closed_on"), officer);
        var personal = upn == null ? Map.<String, Object>of() : Map.<String, Object>of("upn", upn);
        return new Read.Taken<>(context.filing(row, reference, child, command, personal), warnings);
    }
}
