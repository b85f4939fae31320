package waymark.web.visits;

import java.util.List;
import java.util.Map;
import java.util.Set;
import waymark.calendar.LondonTime;
import waymark.casefile.course.Breach;
import waymark.casefile.course.Forms;
import waymark.web.imports.Cells;
import waymark.web.imports.Context;
import waymark.web.imports.DocumentReader;
import waymark.web.imports.DocumentRecord;
import waymark.web.imports.Element;
import waymark.web.imports.Fault;

/** Visits as another system's document has them: each within the child who is visited. */
final class VisitDocuments implements DocumentReader<Visit.Command> {
    @Override
    public Set<String> elements() {
        return Set.of(
                "Diary",
                "Diary/Head",
                "Diary/Head/Council",
                "Diary/Child",
                "Diary/Child/Number",
                "Diary/Child/Visit",
                "Diary/Child/Visit/Ref",
                "Diary/Child/Visit/Planned",
                "Diary/Child/Visit/Planned/On",
                "Diary/Child/Visit/Place",
                "Diary/Child/Visit/Made");
    }

    @Override
    public String header() {
        return "Diary/Head";
    }

    @Override
    public String unit() {
        return "Diary/Child";
    }

    @Override
    public String record() {
        return "Visit";
    }

    @Override
    public String referenceColumn() {
        return "Ref";
    }

    @Override
    public boolean speaksOf(String reference) {
        return reference.startsWith("X-");
    }

    @Override
    public String nameOf(Element unit) {
        return unit.get("Number");
    }

    @Override
    public List<Fault> header(Element header, Context context) {
        var council = header.get("Council");
        return council == null || council.equals(context.authority())
                ? List.of()
                : List.of(new Fault("Council", council, "visit.council", "is another; it does not count"));
    }

    @Override
    public List<Fault> withoutRecord(Element unit) {
        return List.of(new Fault("Visit", null, "visit.none", "the child has no visit"));
    }

    @Override
    public Read<Visit.Command> read(DocumentRecord record, Context context) {
        var cells = new Cells(record.said());
        var reference = cells.needed("Ref", Forms.REFERENCE);
        var child = cells.of(record.unit()).needed("Number", Forms.CHILD);
        var plannedOn = cells.of(record.said().part("Planned")).neededDay("On");
        var made = cells.moment("Made");
        if (!cells.faults().isEmpty()) return new Read.Rejected<>(reference, cells.faults());
        var madeOn = made == null ? null : LondonTime.dateOf(made);
        Visit.Command said = new Visit.AsSourced(plannedOn, record.said().get("Place"), madeOn);
        return new Read.Taken<>(context.filing(record, reference, child, said, Map.of()), cells.warnings());
    }

    @Override
    public String placeOf(Breach breach) {
        return switch (breach.field()) {
            case "childRef" -> "Number";
            case "madeOn" -> "Made";
            case null, default -> null;
        };
    }
}
