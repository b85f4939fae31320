package waymark.alerts.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import waymark.alerts.domain.Kind;
import waymark.alerts.domain.Lead;
import waymark.alerts.domain.Preview;
import waymark.alerts.domain.Rule;
import waymark.alerts.domain.RuleSettings;
import waymark.alerts.domain.Rules;
import waymark.alerts.domain.Settings;
import waymark.alerts.domain.Severity;
import waymark.alerts.events.AlertKinds;
import waymark.alerts.events.RuleBook;
import waymark.alerts.events.Watches;
import waymark.calendar.BusinessClock;
import waymark.calendar.LondonTime;
import waymark.casefile.Answer;
import waymark.casefile.Filing;
import waymark.casefile.Instruction;
import waymark.casefile.course.Decision;
import waymark.web.Caller;
import waymark.web.Problem;
import waymark.web.Recorders;
import waymark.web.access.Role;
import waymark.web.cases.KeptCases;

/** The rules by which alerts are raised, as the authority has set them. A change takes hold within a second; every version is kept. */
@RestController
@RequestMapping("/alerts/rules")
final class RulesController {
    private static final List<String> ROLES =
            AlertsController.RESPONDING.stream().map(Role::code).toList();

    private final KeptCases<RuleSettings, RuleSettings.Set, RuleSettings.Event> settings;
    private final RuleBook rules;
    private final Watches watches;
    private final Recorders recorders;
    private final BusinessClock clock;
    /** One at a time: each reads every watch of its authority. */
    private final Lock previews = new ReentrantLock();

    RulesController(
            KeptCases<RuleSettings, RuleSettings.Set, RuleSettings.Event> settings,
            RuleBook rules,
            Watches watches,
            Recorders recorders,
            BusinessClock clock) {
        this.settings = settings;
        this.rules = rules;
        this.watches = watches;
        this.recorders = recorders;
        this.clock = clock;
    }

    /**
     * A rule as the authority has set it.
     *
     * @param severity of the alert that must be acknowledged; due-soon ones are routine
     * @param role that gets it where the case is nobody's
     * @param leads how long before a deadline somebody is told, as ISO 8601 writes it, the longest first
     * @param days of a rule that counts them
     * @param source the statute, the report or the decision behind it
     * @param changed whether it differs from its declaration
     */
    record RuleView(
            String id,
            String title,
            Rule.Family family,
            Kind kind,
            Severity severity,
            String role,
            List<String> leads,
            Integer days,
            boolean on,
            boolean toAcknowledge,
            String source,
            boolean changed) {
        static RuleView of(Rule.Set set) {
            var rule = set.rule();
            return new RuleView(
                    rule.id(),
                    rule.title(),
                    rule.family(),
                    rule.kind(),
                    rule.severity(),
                    set.role(),
                    set.leads().stream().map(Lead::text).toList(),
                    set.days(),
                    set.on(),
                    rule.family() != Rule.Family.DRIFT,
                    rule.source(),
                    !set.equals(Settings.USUAL.of(rule)));
        }
    }

    /**
     * @param version to be sent back with a change
     * @param days working days at each level
     * @param roles of each level above the first
     */
    record RulesView(int version, List<Integer> days, List<String> roles, List<RuleView> rules) {
        static RulesView of(Settings settings) {
            return new RulesView(
                    settings.version(),
                    settings.levels().days(),
                    settings.levels().roles(),
                    Rules.ALL.stream().map(settings::of).map(RuleView::of).toList());
        }
    }

    /**
     * @param now how many alerts the present settings would have raised
     * @param then how many those that are tried
     */
    record RulePreview(String rule, String title, long now, long then) {}

    /**
     * @param from first day, Europe/London
     * @param to last day
     */
    record PreviewView(LocalDate from, LocalDate to, long now, long then, List<RulePreview> rules) {}

    /** Every rule as it is set. */
    @GetMapping
    RulesView all(Caller caller) {
        return RulesView.of(rules.refreshed(caller.authority()));
    }

    /**
     * Sets rules, and the working days and roles of the levels. 412 where another version was set meanwhile. A refusal names the place in what was sent, such as
     * {@code changes.0.leads} or {@code days.1}, and in {@code alertRule} the rule that it is about.
     */
    @PutMapping
    RulesView set(Caller caller, @RequestBody Requests.RulesSet body) {
        if (body.reason() == null || body.reason().isBlank())
            throw Problem.ofField("alert-rules.reason", "reason", "Say in a few words why.");
        if (body.version() == null)
            throw Problem.ofField("alert-rules.version", "version", "Say which version you read.");
        var command = checked(body.changes(), body.days(), body.roles());
        var expected = body.version() == 0 ? OptionalInt.empty() : OptionalInt.of(body.version());
        var instruction = new Instruction<>(command, body.reason(), Map.of(), expected, null);
        var id = AlertKinds.settingsOf(caller.authority());
        var by = recorders.of(caller);
        // The first version is the opening of the case that the settings are.
        var answer = body.version() == 0 && rules.refreshed(caller.authority()).version() == 0
                ? settings.files().open(by, new Filing<>(id, null, "alert-rules", instruction, false))
                : body.version() == 0
                        ? new Answer.Stale<RuleSettings>(0)
                        : settings.files().execute(by, id, instruction);
        switch (answer) {
            case Answer.Done<RuleSettings> _ -> {}
            case Answer.Refused<RuleSettings>(var breach) ->
                throw Problem.ofField(breach.rule(), breach.field(), breach.reason());
            case Answer.Stale<RuleSettings> _,
                    Answer.Unknown<RuleSettings> _,
                    Answer.NotOpening<RuleSettings> _,
                    Answer.KeyReused<RuleSettings> _ ->
                throw new Problem(
                        HttpStatus.PRECONDITION_FAILED,
                        "request.stale",
                        "The rules were set by somebody else after you read them. Read them again, then decide whether this still holds.");
        }
        return RulesView.of(rules.refreshed(caller.authority()));
    }

    /**
     * How many alerts a change would have raised last month, beside the present settings. Nothing is set. It is told from what is known of the cases now: not counted are spells
     * without activity that something ended since, measures that were red and are no more, and what held of a case that was voided, of a date that was corrected or of an ending
     * that was undone since. A status of the child counts as it was last recorded. Alerts that people raise follow no settings and are not counted.
     */
    @PostMapping("/preview")
    PreviewView preview(Caller caller, @RequestBody Requests.RulesTried body) {
        var present = rules.refreshed(caller.authority());
        var state = present.version() == 0 ? RuleSettings.INITIAL : new RuleSettings.AsSet(present);
        var tried = tried(state, checked(body.changes(), body.days(), body.roles()));
        var from = clock.today().minusMonths(1).withDayOfMonth(1);
        var until = from.plusMonths(1);
        var start = LondonTime.startOf(from);
        var end = LondonTime.startOf(until);
        var now = new HashMap<String, Long>();
        var then = new HashMap<String, Long>();
        previews.lock();
        try {
            watches.each(caller.authority(), kept -> {
                Preview.of(kept.watch(), present, start, end)
                        .forEach((rule, count) -> now.merge(rule, count, Long::sum));
                Preview.of(kept.watch(), tried, start, end)
                        .forEach((rule, count) -> then.merge(rule, count, Long::sum));
            });
        } finally {
            previews.unlock();
        }
        var rows = new ArrayList<RulePreview>();
        for (var rule : Rules.ALL) {
            long before = now.getOrDefault(rule.id(), 0L);
            long after = then.getOrDefault(rule.id(), 0L);
            if (before > 0 || after > 0) rows.add(new RulePreview(rule.id(), rule.title(), before, after));
        }
        return new PreviewView(
                from,
                until.minusDays(1),
                rows.stream().mapToLong(RulePreview::now).sum(),
                rows.stream().mapToLong(RulePreview::then).sum(),
                rows);
    }

    private static Settings tried(RuleSettings state, RuleSettings.Set command) {
        return switch (RuleSettings.decide(state, command)) {
            case Decision.Accepted<RuleSettings.Event>(var events, var _) -> {
                var then = state;
                for (var event : events) then = RuleSettings.evolve(then, event);
                yield RuleSettings.of(then);
            }
            case Decision.Refused<RuleSettings.Event>(var breach) ->
                throw Problem.ofField(breach.rule(), breach.field(), breach.reason());
        };
    }

    private static RuleSettings.Set checked(List<Requests.Change> changes, List<Integer> days, List<String> roles) {
        var set = new RuleSettings.Set(
                Requests.Change.read(changes),
                days == null ? List.of() : days,
                roles == null ? List.of() : roles,
                ROLES);
        RuleSettings.fault(set).ifPresent(fault -> {
            var breach = fault.breach();
            var problem = Problem.ofField(breach.rule(), breach.field(), breach.reason());
            throw fault.about() == null ? problem : problem.with("alertRule", fault.about());
        });
        return set;
    }
}
