package waymark.involvements.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import waymark.casefile.course.ClockMark;

/** An involvement as it stands. */
public sealed interface Involvement {
    record NotOpened() implements Involvement {}

    /** @param review the running review clock */
    record Open(Particulars particulars, ClockMark review) implements Involvement {}

    record Closed(Particulars particulars, Closure closure) implements Involvement {}

    /** Opened in error: in no figure, and nothing more can happen to it. */
    record Voided(Particulars particulars) implements Involvement {}

    /**
     * What is known of an involvement whether open or closed.
     *
     * @param events how many events led here
     * @param circumstances as last recorded
     * @param atOpening circumstances on the day of opening
     * @param entries what was recorded since, by sequence
     * @param officer staff number, or null where nobody is assigned
     */
    record Particulars(
            int events,
            String reference,
            Opening opening,
            Circumstances circumstances,
            Circumstances atOpening,
            List<Entry> entries,
            String officer) {

        Particulars next() {
            return new Particulars(events + 1, reference, opening, circumstances, atOpening, entries, officer);
        }

        Particulars withOpening(Opening changed, Circumstances corrected) {
            return new Particulars(events, reference, changed, circumstances, corrected, entries, officer).recounted();
        }

        Particulars withOfficer(String assigned) {
            return new Particulars(events, reference, opening, circumstances, atOpening, entries, assigned);
        }

        Particulars with(Entry.Kind kind, LocalDate on, Circumstances changes) {
            var more = new ArrayList<>(entries);
            more.add(new Entry(events, kind, on, changes));
            return new Particulars(events, reference, opening, circumstances, atOpening, more, officer).recounted();
        }

        Particulars changing(int sequence, UnaryOperator<Entry> change) {
            var changed = entries.stream()
                    .map(entry -> entry.sequence() == sequence ? change.apply(entry) : entry)
                    .toList();
            return new Particulars(events, reference, opening, circumstances, atOpening, changed, officer).recounted();
        }

        Entry entry(int sequence) {
            return entries.stream()
                    .filter(entry -> entry.sequence() == sequence)
                    .findFirst()
                    .orElse(null);
        }

        /** Circumstances as last recorded follow from the opening's and the changes in the order of their days. */
        private Particulars recounted() {
            var latest = atOpening;
            for (var change : changesInOrder()) latest = latest.with(change.changes());
            return new Particulars(events, reference, opening, latest, atOpening, entries, officer);
        }

        /** The day from which the next review is counted: the opening, the last review or re-opening, or the child's coming to or leaving social care. */
        LocalDate reviewCountedFrom() {
            var from = opening.openedOn();
            for (var entry : entries) {
                boolean restarts = entry.kind() == Entry.Kind.REVIEW || entry.kind() == Entry.Kind.REOPENING;
                if (restarts && entry.on().isAfter(from)) from = entry.on();
            }
            var before = atOpening;
            for (var change : changesInOrder()) {
                var after = before.with(change.changes());
                boolean turned = before.openToSocialCare() != after.openToSocialCare();
                if (turned && change.on().isAfter(from)) from = change.on();
                before = after;
            }
            return from;
        }

        /** Circumstances as they were on a day. */
        Circumstances circumstancesOn(LocalDate day) {
            var then = atOpening;
            for (var change : changesInOrder()) if (!change.on().isAfter(day)) then = then.with(change.changes());
            return then;
        }

        /** The last day on which work on the case is recorded; null where there is none. */
        LocalDate lastStepOn() {
            return entries.stream()
                    .filter(entry -> entry.kind().isWork())
                    .map(Entry::on)
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        }

        private List<Entry> changesInOrder() {
            return entries.stream()
                    .filter(entry -> entry.kind() == Entry.Kind.CIRCUMSTANCES)
                    .sorted(Comparator.comparing(Entry::on).thenComparing(Entry::sequence))
                    .toList();
        }
    }

    /**
     * Something recorded on a day, which may have to be corrected.
     *
     * @param changes only of circumstances, else null
     */
    record Entry(int sequence, Kind kind, LocalDate on, Circumstances changes) {
        public enum Kind {
            CHECK,
            ENQUIRY,
            REVIEW,
            CONCERN,
            CONCERN_REFERRAL,
            CIRCUMSTANCES,
            ASSIGNMENT,
            REOPENING;

            boolean isWork() {
                return switch (this) {
                    case CHECK, ENQUIRY, REVIEW, CONCERN, CONCERN_REFERRAL -> true;
                    case CIRCUMSTANCES, ASSIGNMENT, REOPENING -> false;
                };
            }
        }
    }
}
