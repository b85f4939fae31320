package waymark.alerts.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import waymark.alerts.domain.WatchedCase.Entry;
import waymark.alerts.domain.WatchedCase.What;
import waymark.calendar.LondonTime;
import waymark.casefile.course.ClockMark;

/** A child's cases, told step by step, for tests. */
final class Watched {
    static final UUID CHILD = UUID.fromString("6de35b11-cd54-87a9-bd70-5cdca5983f73");

    private final Map<UUID, WatchedCase> cases = new LinkedHashMap<>();
    private Settings settings = Settings.USUAL;

    static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    static Instant startOf(String day) {
        return LondonTime.startOf(day(day));
    }

    static UUID id(int number) {
        return new UUID(0x8000, 0x8000_0000_0000_0000L + number);
    }

    Watched with(int number, Kind kind, What what, String on) {
        cases.merge(
                id(number),
                WatchedCase.begun(kind, "R-" + number, day(on), startOf(on))
                        .with(new Entry(1, what, day(on), startOf(on))),
                (present, _) -> present.with(new Entry(present.entries().size() + 1, what, day(on), startOf(on)))
                        .after(List.of(), false, day(on), startOf(on)));
        return this;
    }

    Watched mark(int number, String clock, ClockMark.Action action, String startedOn, String dueOn) {
        var on = action == ClockMark.Action.STOP ? day(dueOn) : null;
        var mark = new ClockMark(clock, 1, action, day(startedOn), day(dueOn), 1, null, on);
        cases.computeIfPresent(
                id(number), (_, one) -> one.after(List.of(mark), false, day(startedOn), startOf(startedOn)));
        return this;
    }

    /** A case whose first event was recorded on a later day than it tells of. */
    Watched learned(int number, Kind kind, What what, String on, String recordedOn) {
        cases.put(
                id(number),
                WatchedCase.begun(kind, "R-" + number, day(on), startOf(recordedOn))
                        .with(new Entry(1, what, day(on), startOf(recordedOn))));
        return this;
    }

    /** Of an event that was recorded on the later day. */
    Watched started(int number, String clock, String startedOn, String dueOn, String recordedOn) {
        var mark = new ClockMark(clock, 1, ClockMark.Action.START, day(startedOn), day(dueOn), 1, null, null);
        return after(number, mark, false, recordedOn);
    }

    Watched done(int number, String clock, String startedOn, String dueOn, String on) {
        var mark = new ClockMark(clock, 1, ClockMark.Action.STOP, day(startedOn), day(dueOn), 1, null, day(on));
        return after(number, mark, false, on);
    }

    private Watched after(int number, ClockMark mark, boolean corrects, String on) {
        cases.computeIfPresent(id(number), (_, one) -> one.after(List.of(mark), corrects, day(on), startOf(on)));
        return this;
    }

    /** Of an event that ended the run on a day. */
    Watched lapse(int number, String clock, boolean corrects, String startedOn, String dueOn, String on) {
        var mark = new ClockMark(clock, 1, ClockMark.Action.LAPSE, day(startedOn), day(dueOn), 1, null, day(on));
        return after(number, mark, corrects, on);
    }

    /** Of a clock that has one run at a time. */
    Watched restart(int number, String clock, boolean corrects, String startedOn, String dueOn) {
        var mark = new ClockMark(clock, 1, ClockMark.Action.START, day(startedOn), day(dueOn));
        cases.computeIfPresent(
                id(number), (_, one) -> one.after(List.of(mark), corrects, day(startedOn), startOf(startedOn)));
        return this;
    }

    Watched changed(int number, UnaryOperator<WatchedCase> change) {
        cases.computeIfPresent(id(number), (_, one) -> change.apply(one));
        return this;
    }

    Watched set(Settings.Change change) {
        settings = settings.changed(List.of(change), settings.levels());
        return this;
    }

    Watch watch() {
        return new Watch("825", CHILD, cases);
    }

    Settings settings() {
        return settings;
    }

    Due due(Standing standing, String day) {
        return Due.of(watch(), standing, settings, startOf(day));
    }

    Due due(String day) {
        return due(Standing.NONE, day);
    }

    static List<String> raised(Due due) {
        var all = new ArrayList<String>();
        for (var one : due.raise()) all.add(one.rule().id() + " " + one.milestone());
        return all;
    }
}
