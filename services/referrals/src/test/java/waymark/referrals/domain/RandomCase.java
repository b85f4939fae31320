package waymark.referrals.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import waymark.casefile.CaseKind;
import waymark.casefile.course.Decision;
import waymark.referrals.domain.Referral.Opened;
import waymark.referrals.domain.Referral.Plan;
import waymark.referrals.domain.Referral.Present;
import waymark.referrals.events.ReferralKinds;

/** A case to which {@link AnyCourse} happens, told to whoever must mean the same by its events. */
public final class RandomCase {
    private static final CaseKind<Referral, ReferralCommand, ReferralEvent> KIND =
            ReferralKinds.referrals(Story.COURSE);

    /** An event as it is published: its type with the topic's name, and its data. */
    public record Told(String type, String data) {}

    private final AnyCourse course;
    private Referral state = KIND.initial();

    public RandomCase(long seed) {
        this(seed, true);
    }

    /** @param sources whether a source may be taken too, which says what an officer would be refused */
    public RandomCase(long seed, boolean sources) {
        course = new AnyCourse(seed, sources);
    }

    /** What comes of whatever is asked next: no events where that is refused. */
    public List<Told> next() {
        var told = new ArrayList<Told>();
        if (KIND.decide().apply(state, course.next(state)) instanceof Decision.Accepted<ReferralEvent> accepted) {
            for (var event : accepted.events()) {
                state = KIND.evolve().apply(state, event);
                told.add(new Told(KIND.events().typeOf(event), KIND.events().write(event)));
            }
        }
        return told;
    }

    public boolean begun() {
        return state instanceof Opened;
    }

    public boolean voided() {
        return opened().standing() == Standing.VOIDED;
    }

    /** In-kebab-case. */
    public String standing() {
        return Constants.code(opened().standing());
    }

    /** The case in a line, as it stands by all that is recorded. */
    public Present present() {
        return opened().present();
    }

    /** On which something happened. */
    public SortedSet<LocalDate> days() {
        var days = new TreeSet<LocalDate>();
        for (var step : record().steps()) days.add(step.on());
        return days;
    }

    /** By what happened up to that day, in-kebab-case; null before the case began. */
    public String standingOn(LocalDate day) {
        return day.isBefore(record().openedOn())
                ? null
                : Constants.code(record().upTo(day).standing());
    }

    /** Whether it is the child's open case on that day. */
    public boolean openOn(LocalDate day) {
        return !day.isBefore(record().openedOn())
                && record().upTo(day).standing().isOpen();
    }

    /** In-kebab-case: none, child-in-need, protection. */
    public String planOn(LocalDate day) {
        return Constants.code(
                day.isBefore(record().openedOn())
                        ? Plan.NONE
                        : record().upTo(day).plan());
    }

    /** Staff number of who has the open case on that day; null where nobody does. */
    public String workerOn(LocalDate day) {
        return day.isBefore(record().openedOn())
                ? null
                : record().upTo(day).present().worker();
    }

    private CaseRecord record() {
        return opened().record();
    }

    private Opened opened() {
        return (Opened) state;
    }
}
