package waymark.web.visits;

import java.util.List;
import java.util.Map;
import waymark.casefile.course.Forms;
import waymark.web.imports.Cells;
import waymark.web.imports.Context;
import waymark.web.imports.Fault;
import waymark.web.imports.Row;
import waymark.web.imports.RowReader;

final class VisitRows implements RowReader<Visit.Command> {
    @Override
    public List<String> requiredColumns() {
        return List.of("visit_ref", "child_ref", "planned_on");
    }

    @Override
    public List<String> optionalColumns() {
        return List.of("place", "made_on");
    }

    @Override
    public Read<Visit.Command> read(Row row, Context context) {
        if ("server fault".equals(row.get("place"))) throw new IllegalStateException("as if a reader had a bug");
        var cells = new Cells(row);
        var reference = cells.needed("visit_ref", Forms.REFERENCE);
        var child = cells.needed("child_ref", Forms.CHILD);
        var plannedOn = cells.neededDay("planned_on");
        var madeOn = cells.day("made_on");
        if (!cells.faults().isEmpty()) return new Read.Rejected<>(cells.faults());
        Visit.Command said = new Visit.AsSourced(plannedOn, row.get("place"), madeOn);
        var filing = context.filing(row, reference, child, said, Map.of());
        return madeOn != null && madeOn.isAfter(context.today())
                ? new Read.Taken<>(filing, List.of(new Fault("made_on", row.get("made_on"), "lies in the future")))
                : new Read.Taken<>(filing);
    }
}
