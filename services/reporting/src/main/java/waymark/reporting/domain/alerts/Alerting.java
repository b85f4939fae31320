package waymark.reporting.domain.alerts;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import waymark.reporting.domain.CaseKind;
import waymark.reporting.domain.Codes;
import waymark.reporting.domain.Dimension;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Report;
import waymark.reporting.domain.alerts.AlertFacts.Held;

/** Alerts, each a case of its own. Whoever may not open the case that one is about does not see it in a list. */
public final class Alerting implements CaseKind<AlertFacts, AlertEvent, Alerts> {
    @Override
    public String id() {
        return "alerts";
    }

    @Override
    public AlertFacts evolve(AlertFacts fact, AlertEvent event, int sequence, Instant recordedAt) {
        return AlertFacts.evolve(fact, event);
    }

    @Override
    public Alerts newShard() {
        return new Alerts();
    }

    @Override
    public List<Dimension<Alerts>> dimensions() {
        return AlertDimensions.ALL;
    }

    @Override
    public List<Measure<Alerts>> measures() {
        return AlertMeasures.ALL;
    }

    @Override
    public List<Report<Alerts>> reports() {
        return AlertMeasures.REPORTS;
    }

    @Override
    public List<Detail<AlertFacts>> details() {
        return AlertDimensions.DETAILS;
    }

    /** One about a measure. */
    @Override
    public boolean mayBeAboutNoChild() {
        return true;
    }

    @Override
    public About openedWith(Alerts facts, int row) {
        var about = facts.about(row);
        return about == null ? null : new About(kindOf(Alerts.KINDS.valueOf(facts.kind(row))), about);
    }

    @Override
    public List<String> openedWithKinds() {
        return Alerts.KINDS.listed().stream().map(Alerting::kindOf).toList();
    }

    /** Events say what a case is, figures which kind it is of. */
    private static String kindOf(String about) {
        return switch (about) {
            case "involvement" -> "cme";
            case "assessment" -> "ehc";
            case "referral" -> "social-care";
            default -> about;
        };
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(AlertFacts fact, DataOutput out, Codes.Out codes) throws IOException {
        var warning = fact.warning();
        writeText(warning.reference(), out);
        codes.write(warning.origin(), out);
        codes.write(warning.rule(), out);
        codes.write(warning.concern(), out);
        codes.write(warning.severity(), out);
        codes.write(warning.kind(), out);
        out.writeBoolean(warning.about() != null);
        if (warning.about() != null) {
            out.writeLong(warning.about().getMostSignificantBits());
            out.writeLong(warning.about().getLeastSignificantBits());
        }
        writeText(warning.caseReference(), out);
        codes.write(warning.team(), out);
        codes.write(warning.milestone(), out);
        codes.write(warning.measure(), out);
        out.writeInt(warning.dueOn());
        out.writeBoolean(warning.late());
        Stay.write(fact.stays(), out, codes);
        out.writeInt(fact.held().size());
        for (var held : fact.held()) {
            out.writeInt(held.on());
            out.writeInt(held.level());
            codes.write(held.role(), out);
        }
        codes.write(fact.outcome(), out);
    }

    @Override
    public AlertFacts read(DataInput in, Codes.In codes) throws IOException {
        var warning = new AlertEvent.Warning(
                readText(in),
                codes.read(in),
                codes.read(in),
                codes.read(in),
                codes.read(in),
                codes.read(in),
                in.readBoolean() ? new UUID(in.readLong(), in.readLong()) : null,
                readText(in),
                codes.read(in),
                codes.read(in),
                codes.read(in),
                in.readInt(),
                in.readBoolean());
        var stays = Stay.read(in, codes);
        var held = new ArrayList<Held>();
        for (int left = in.readInt(); left > 0; left--) {
            held.add(new Held(in.readInt(), in.readInt(), codes.read(in)));
        }
        return new AlertFacts(warning, stays, List.copyOf(held), codes.read(in));
    }

    /** Nearly every one has another: no code. */
    private static void writeText(String text, DataOutput out) throws IOException {
        out.writeUTF(text == null ? "" : text);
    }

    private static String readText(DataInput in) throws IOException {
        var text = in.readUTF();
        return text.isEmpty() ? null : text;
    }
}
