package waymark.web.visits;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import waymark.casefile.CaseIds;
import waymark.casefile.Filing;
import waymark.casefile.Instruction;
import waymark.web.imports.Context;
import waymark.web.imports.Fault;
import waymark.web.imports.Row;
import waymark.web.imports.RowReader;

final class VisitRows implements RowReader<Visit.AsSourced> {
    @Override
    public List<String> requiredColumns() {
        return List.of("visit_ref", "child_ref", "planned_on");
    }

    @Override
    public List<String> optionalColumns() {
        return List.of("place", "made_on");
    }

    @Override
    public Read<Visit.AsSourced> read(Row row, Context context) {
        var faults = new ArrayList<Fault>();
        for (var column : requiredColumns()) {
            if (row.get(column) == null) faults.add(new Fault(column, null, "is needed"));
        }
        if ("server fault".equals(row.get("place"))) throw new IllegalStateException("as if a reader had a bug");
        var plannedOn = day(row, "planned_on", faults);
        var madeOn = day(row, "made_on", faults);
        if (!faults.isEmpty()) return new Read.Rejected<>(faults);
        var reference = row.get("visit_ref");
        var said = new Visit.AsSourced(plannedOn, row.get("place"), madeOn);
        var filing = new Filing<>(
                CaseIds.fromReference(context.authority(), "visits", reference),
                row.get("child_ref"),
                reference,
                Instruction.of(said),
                true);
        return madeOn != null && madeOn.isAfter(context.today())
                ? new Read.Taken<>(filing, List.of(new Fault("made_on", row.get("made_on"), "lies in the future")))
                : new Read.Taken<>(filing);
    }

    private static LocalDate day(Row row, String column, List<Fault> faults) {
        var text = row.get(column);
        if (text == null) return null;
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException noDay) {
            faults.add(new Fault(column, text, "must be a day that exists, as 2022-07-31"));
            return null;
        }
    }
}
