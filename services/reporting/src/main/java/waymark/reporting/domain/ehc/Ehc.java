package waymark.reporting.domain.ehc;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import waymark.reporting.domain.CaseKind;
import waymark.reporting.domain.Codes;
import waymark.reporting.domain.Dimension;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Report;
import waymark.reporting.domain.course.Circumstances;
import waymark.reporting.domain.course.ClockRun;
import waymark.reporting.domain.course.Step;

/** Education, health and care needs assessments and plans. */
public final class Ehc implements CaseKind<AssessmentFacts, AssessmentEvent, Assessments> {
    @Override
    public String id() {
        return "ehc";
    }

    @Override
    public AssessmentFacts evolve(AssessmentFacts fact, AssessmentEvent event, int sequence, Instant recordedAt) {
        return AssessmentFacts.evolve(fact, event, sequence);
    }

    @Override
    public Assessments newShard() {
        return new Assessments();
    }

    @Override
    public List<Dimension<Assessments>> dimensions() {
        return EhcDimensions.ALL;
    }

    @Override
    public List<Measure<Assessments>> measures() {
        return EhcMeasures.ALL;
    }

    @Override
    public List<Report<Assessments>> reports() {
        return EhcReports.ALL;
    }

    @Override
    public List<Detail<AssessmentFacts>> details() {
        return EhcDimensions.DETAILS;
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public void write(AssessmentFacts fact, DataOutput out, Codes.Out codes) throws IOException {
        out.writeUTF(fact.reference());
        codes.write(fact.requestSource(), out);
        codes.write(fact.sex(), out);
        codes.write(fact.ethnicity(), out);
        out.writeBoolean(fact.voided());
        fact.circumstances().write(out, codes);
        Step.write(fact.steps(), out, codes);
        ClockRun.write(fact.runs(), out, codes);
    }

    @Override
    public AssessmentFacts read(DataInput in, Codes.In codes) throws IOException {
        var reference = in.readUTF();
        var requestSource = codes.read(in);
        var sex = codes.read(in);
        var ethnicity = codes.read(in);
        boolean voided = in.readBoolean();
        var circumstances = Circumstances.read(Assessments.CIRCUMSTANCES, in, codes);
        var steps = Step.read(in, codes);
        return new AssessmentFacts(
                reference,
                requestSource,
                sex,
                ethnicity,
                voided,
                circumstances,
                steps,
                Course.spans(steps),
                ClockRun.read(in, codes));
    }
}
