package waymark.drills;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import waymark.calendar.LondonTime;

/** The entries of a referral, or of a family's early help, as they stand: worked out from its events by neither the service nor reporting. */
public final class ToldReferral {

    /**
     * @param at null of what has a day alone
     * @param outcome also a decision
     */
    record Entry(int sequence, String type, LocalDate on, Instant at, String outcome, boolean noAction, JsonNode data) {
        boolean is(String other) {
            return type.equals(other);
        }

        boolean isIn(YearMonth month) {
            return YearMonth.from(on).equals(month);
        }

        /** Null where it says nothing of it. */
        Integer answers() {
            return Stream.of("assessment", "discussion", "conference")
                    .filter(data::hasNonNull)
                    .map(field -> data.get(field).asInt())
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * Where a clock stands.
     *
     * @param dueAt null of a clock of days
     * @param stoppedOn null where its step was not done
     * @param ended whether it was done, or is called for no more
     */
    private record Run(String clock, LocalDate dueOn, Instant dueAt, LocalDate stoppedOn, boolean ended) {
        boolean isStoppedInTime(Entry by) {
            return by.on().equals(stoppedOn)
                    && (dueAt == null ? !by.on().isAfter(dueOn) : !by.at().isAfter(dueAt));
        }
    }

    private final TreeMap<Integer, Entry> entries = new TreeMap<>();
    private final Map<String, Run> runs = new HashMap<>();
    private boolean voided;

    /** @param type without the topic's name; of early help without the word early-help too */
    public void add(int sequence, String type, JsonNode data) {
        switch (type) {
            case "corrected" ->
                entries.computeIfPresent(data.get("entry").asInt(), (number, wrong) -> right(wrong, data));
            case "entry-annulled" -> entries.remove(data.get("entry").asInt());
            case "reopened" -> entries.remove(last("closed").sequence());
            case "voided" -> voided = true;
            default -> entries.put(sequence, entry(sequence, type, data));
        }
        for (var mark : data.path("clocks")) mark(mark);
    }

    private static Entry entry(int sequence, String type, JsonNode data) {
        var moment = first(data, "At");
        var at = moment == null ? null : Instant.parse(moment);
        var on = at == null ? LocalDate.parse(first(data, "On")) : LondonTime.dateOf(at);
        var decision = Trade.text(data, "decision");
        var outcome = decision == null ? Trade.text(data, "outcome") : decision;
        return new Entry(
                sequence, type, on, at, outcome, data.path("noFurtherAction").asBoolean(false), data);
    }

    private static Entry right(Entry wrong, JsonNode by) {
        var at = by.hasNonNull("at") ? Instant.parse(by.get("at").asString()) : wrong.at();
        var day = Trade.day(by, "on");
        var on = by.hasNonNull("at") ? LondonTime.dateOf(at) : day == null ? wrong.on() : day;
        var outcome = Trade.text(by, "outcome");
        return new Entry(
                wrong.sequence(),
                wrong.type(),
                on,
                at,
                outcome == null ? wrong.outcome() : outcome,
                by.path("noFurtherAction").asBoolean(wrong.noAction()),
                wrong.data());
    }

    private void mark(JsonNode mark) {
        var clock = Trade.text(mark, "clock");
        var action = Trade.text(mark, "action");
        var dueAt = Trade.text(mark, "dueAt");
        var stoppedOn = action.equals("stop") ? Trade.day(mark, "on") : null;
        runs.put(
                key(clock, mark.get("instance").asInt()),
                new Run(
                        clock,
                        Trade.day(mark, "dueOn"),
                        dueAt == null ? null : Instant.parse(dueAt),
                        stoppedOn,
                        !action.equals("start")));
    }

    private static String key(String clock, int instance) {
        return clock + " " + instance;
    }

    /** What the only field that is named so says; null where there is none. */
    private static String first(JsonNode data, String ending) {
        return data.propertyNames().stream()
                .filter(field -> field.endsWith(ending))
                .map(field -> Trade.text(data, field))
                .findFirst()
                .orElse(null);
    }

    boolean isVoided() {
        return voided;
    }

    Stream<Entry> all(String type) {
        return entries.values().stream().filter(entry -> entry.is(type));
    }

    boolean has(String type) {
        return all(type).findAny().isPresent();
    }

    /** Null where there is none. */
    Entry last(String type) {
        return all(type).reduce((_, later) -> later).orElse(null);
    }

    boolean isOpen() {
        return has("referral-made") && !has("closed");
    }

    /** By the order in which they were recorded. */
    boolean isInForce(String begun, String... endings) {
        var last = last(begun);
        return last != null
                && isOpen()
                && Stream.of(endings).flatMap(this::all).noneMatch(end -> end.sequence() > last.sequence());
    }

    public long count(String type, LocalDate day) {
        return all(type).filter(entry -> entry.on().equals(day)).count();
    }

    /** Counted on the day of the strategy discussion. */
    public long enquiries(LocalDate day) {
        return all("strategy-discussion-held")
                .filter(held -> held.on().equals(day) && "section-47".equals(held.outcome()))
                .count();
    }

    public boolean isDecidedIn24Hours() {
        return isDecidedInTime("contact-24-hours");
    }

    public boolean isDecidedInWorkingDay() {
        return isDecidedInTime("contact-working-day");
    }

    private boolean isDecidedInTime(String clock) {
        return all("contact-received")
                .anyMatch(contact ->
                        all("contact-decided").anyMatch(decided -> isStopped(clock, contact.sequence(), decided)));
    }

    public boolean isWithoutAction() {
        return has("no-further-action-decided") || all("referral-made").anyMatch(Entry::noAction);
    }

    /** A source may not know. */
    public boolean saysWhatEachAnswers() {
        Predicate<Entry> silent = entry -> entry.answers() == null;
        return all("assessment-completed").noneMatch(silent)
                && all("conference-held").noneMatch(silent);
    }

    public long assessmentsInTime() {
        return all("assessment-completed").filter(this::isAssessedInTime).count();
    }

    /** The first assessment counts from the referral, a further one from its own start. */
    boolean isAssessedInTime(Entry completed) {
        var first = all("assessment-started").map(Entry::sequence).findFirst().orElse(null);
        return Objects.equals(first, completed.answers())
                ? isStopped("assessment", last("referral-made").sequence(), completed)
                : isStopped("reassessment", completed.answers(), completed);
    }

    public long conferencesInTime() {
        return all("conference-held").filter(this::isHeldInTime).count();
    }

    boolean isHeldInTime(Entry conference) {
        return isStopped("conference", conference.answers(), conference);
    }

    /** Whether the entry ended that run, and in time. */
    boolean isStopped(String clock, int instance, Entry by) {
        var run = runs.get(key(clock, instance));
        return run != null && run.isStoppedInTime(by);
    }

    long running(String... clocks) {
        return runs.values().stream()
                .filter(run -> !run.ended() && Stream.of(clocks).anyMatch(run.clock()::equals))
                .count();
    }
}
