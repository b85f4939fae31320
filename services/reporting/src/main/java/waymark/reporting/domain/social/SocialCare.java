package waymark.reporting.domain.social;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import waymark.reporting.domain.CaseKind;
import waymark.reporting.domain.Codes;
import waymark.reporting.domain.Dimension;
import waymark.reporting.domain.Measure;
import waymark.reporting.domain.Moments;
import waymark.reporting.domain.Report;
import waymark.reporting.domain.course.ClockRun;
import waymark.reporting.domain.course.Step;

/** Contacts with children's social care, and the referrals that come of them. */
public final class SocialCare implements CaseKind<ReferralFacts, ReferralEvent, Referrals> {
    @Override
    public String id() {
        return "social-care";
    }

    @Override
    public ReferralFacts evolve(ReferralFacts fact, ReferralEvent event, int sequence, Instant recordedAt) {
        return ReferralFacts.evolve(fact, event, sequence, Moments.of(recordedAt));
    }

    @Override
    public Referrals newShard() {
        return new Referrals();
    }

    @Override
    public List<Dimension<Referrals>> dimensions() {
        return SocialDimensions.ALL;
    }

    @Override
    public List<Measure<Referrals>> measures() {
        return SocialMeasures.ALL;
    }

    @Override
    public List<Report<Referrals>> reports() {
        return SocialReports.ALL;
    }

    @Override
    public List<Detail<ReferralFacts>> details() {
        return SocialDimensions.DETAILS;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(ReferralFacts fact, DataOutput out, Codes.Out codes) throws IOException {
        Opening.write(fact.contact(), out, codes);
        Opening.write(fact.referral(), out, codes);
        Step.write(fact.steps(), out, codes);
        Allocation.write(fact.allocations(), out, codes);
        out.writeBoolean(fact.voided());
        ClockRun.write(fact.runs(), out, codes);
    }

    @Override
    public ReferralFacts read(DataInput in, Codes.In codes) throws IOException {
        return new ReferralFacts(
                Opening.read(in, codes),
                Opening.read(in, codes),
                Step.read(in, codes),
                Allocation.read(in, codes),
                in.readBoolean(),
                ClockRun.read(in, codes));
    }
}
