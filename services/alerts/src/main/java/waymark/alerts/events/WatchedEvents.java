package waymark.alerts.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import waymark.alerts.domain.Kind;
import waymark.alerts.domain.WatchedCase;
import waymark.alerts.domain.WatchedCase.Entry;
import waymark.alerts.domain.WatchedCase.What;
import waymark.calendar.LondonTime;
import waymark.casefile.course.ClockMark;
import waymark.casefile.course.ClockRule;
import waymark.events.CaseEvent;
import waymark.events.Topics;

/** What the events of every service mean for what is watched; those that mean nothing to any rule still count as activity. */
final class WatchedEvents {
    static final String INVOLVEMENTS = Topics.of("involvements");
    static final String ASSESSMENTS = Topics.of("assessments");
    static final String REFERRALS = Topics.of("referrals");
    static final String MEASURES = Topics.of("measures");
    static final List<String> TOPICS = List.of(INVOLVEMENTS, ASSESSMENTS, REFERRALS, MEASURES);

    private WatchedEvents() {}

    /**
     * @param present null before a case's first event
     * @return null for what is not watched
     * @throws IllegalArgumentException where the data do not say what the event needs, in words that quote none of them
     */
    static WatchedCase evolve(WatchedCase present, CaseEvent event, JsonNode data) {
        var changed = new Reading(present, event, data).evolved();
        return changed == null
                ? null
                : changed.after(marks(data), corrects(event.type()), event.effectiveOn(), event.recordedAt());
    }

    private record Reading(WatchedCase present, CaseEvent event, JsonNode data) {
        WatchedCase evolved() {
            return switch (event.type()) {
                case "waymark.involvements.opened" ->
                    told(begun(Kind.INVOLVEMENT, What.OPENED, "openedOn"), text("socialCareStatus"), text("senStatus"));
                case "waymark.involvements.check-recorded" -> checked();
                case "waymark.involvements.circumstances-changed" ->
                    told(present(), text("socialCareStatus"), text("senStatus"));
                case "waymark.involvements.assigned", "waymark.assessments.assigned" ->
                    present().assigned(text("officer"), present.team());
                case "waymark.involvements.closed" -> ended("closedOn");
                case "waymark.involvements.corrected" ->
                    told(
                            corrected("entry", "entryOn"),
                            data.has("entry") ? null : text("socialCareStatus"),
                            data.has("entry") ? null : text("senStatus"));

                case "waymark.assessments.requested" -> begun(Kind.ASSESSMENT, What.OPENED, "requestedOn");
                case "waymark.assessments.moved-in" -> begun(Kind.ASSESSMENT, What.PLAN_BEGUN, "transferredOn");
                case "waymark.assessments.decision-made" ->
                    "do-not-assess".equals(text("decision")) ? ended("decidedOn") : present();
                case "waymark.assessments.plan-issued" ->
                    ended("issuedOn").with(entry(What.PLAN_BEGUN, day("issuedOn")));
                case "waymark.assessments.plan-not-issued" -> ended("decidedOn");
                case "waymark.assessments.withdrawn" -> ended("withdrawnOn");
                case "waymark.assessments.mediation-concluded" -> contested("agreed");
                case "waymark.assessments.appeal-concluded" -> contested("ordered");
                case "waymark.assessments.appeal-not-opposed" -> contested(null);
                case "waymark.assessments.plan-ceased" -> present().with(entry(What.PLAN_ENDED, day("ceasedOn")));
                case "waymark.assessments.plan-transferred" ->
                    present().with(entry(What.PLAN_ENDED, day("transferredOn")));
                case "waymark.assessments.reopened" -> reopenedPlan();
                case "waymark.assessments.corrected" -> corrected("entry", "entryOn");

                case "waymark.referrals.contact-received" -> begun(Kind.REFERRAL, What.OPENED, "receivedAt");
                case "waymark.referrals.contact-decided" ->
                    "referral".equals(text("decision")) ? present() : ended("decidedAt");
                case "waymark.referrals.referral-made" -> referred();
                case "waymark.referrals.allocated" ->
                    present().assigned(text("worker"), text("team") == null ? present.team() : text("team"));
                case "waymark.referrals.transferred" -> present().assigned(text("worker"), text("team"));
                case "waymark.referrals.protection-plan-begun" ->
                    present().with(entry(What.PROTECTION_BEGUN, day("begunOn")));
                case "waymark.referrals.closed", "waymark.referrals.early-help-closed" -> ended("closedOn");
                case "waymark.referrals.entry-annulled", "waymark.referrals.early-help-entry-annulled" ->
                    present().withoutEntry(number("entry"));
                case "waymark.referrals.corrected", "waymark.referrals.early-help-corrected" ->
                    corrected("entry", "on");
                case "waymark.referrals.early-help-requested" -> begun(Kind.EARLY_HELP, What.OPENED, "requestedAt");
                case "waymark.referrals.early-help-progressed" -> present().assigned(present.officer(), text("team"));

                case "waymark.involvements.reopened",
                        "waymark.referrals.reopened",
                        "waymark.referrals.early-help-reopened",
                        "waymark.referrals.early-help-resumed" -> present().without(What.ENDED);
                case "waymark.involvements.voided",
                        "waymark.assessments.voided",
                        "waymark.referrals.voided",
                        "waymark.referrals.early-help-voided" -> present().madeVoid();

                case "waymark.measures.rated" -> rated();
                case "waymark.involvements.register-declared",
                        "waymark.assessments.register-declared",
                        "waymark.referrals.register-declared" -> null;
                // A writer may be newer than this reader: what it adds is activity, and its clocks are read.
                default -> present();
            };
        }

        private WatchedCase begun(Kind kind, What what, String on) {
            if (present != null) throw new IllegalArgumentException("a case begins once");
            return WatchedCase.begun(kind, text("reference"), event.effectiveOn(), event.recordedAt())
                    .with(entry(what, day(on)));
        }

        @Override
        public WatchedCase present() {
            if (present == null) throw new IllegalArgumentException("a case must begin with its opening");
            return present;
        }

        /** With a status that differs from what was known, and when that was learned; null leaves it. */
        private WatchedCase told(WatchedCase before, String socialCare, String sen) {
            var after = before.withStatus(socialCare, sen);
            if (!Objects.equals(before.socialCareStatus(), after.socialCareStatus())) {
                after = after.without(What.SOCIAL_CARE_STATUS)
                        .with(entry(What.SOCIAL_CARE_STATUS, event.effectiveOn()));
            }
            if (!Objects.equals(before.senStatus(), after.senStatus())) {
                after = after.without(What.SEN_STATUS).with(entry(What.SEN_STATUS, event.effectiveOn()));
            }
            return after;
        }

        private WatchedCase checked() {
            if (!data.path("known").asBoolean(false)) return present();
            var what = "social-care".equals(text("service")) ? What.KNOWN_TO_SOCIAL_CARE : What.KNOWN_TO_SEND;
            return present().with(entry(what, day("checkedOn")));
        }

        private WatchedCase referred() {
            var on = day("referredOn");
            var open = present == null ? begun(Kind.REFERRAL, What.OPENED, "referredOn") : present;
            return open.with(entry(What.REFERRED, on));
        }

        private WatchedCase ended(String on) {
            return present().with(entry(What.ENDED, day(on)));
        }

        /** A refusal overturned continues the assessment. */
        private WatchedCase contested(String outcome) {
            boolean overturned = (outcome == null || outcome.equals(text("outcome")))
                    && String.valueOf(text("about")).startsWith("refusal");
            return overturned ? present().without(What.ENDED) : present();
        }

        private WatchedCase reopenedPlan() {
            return present().has(What.PLAN_ENDED)
                    ? present.without(What.PLAN_ENDED)
                    : present.without(What.ENDED).without(What.PLAN_BEGUN);
        }

        private WatchedCase corrected(String entry, String on) {
            var changed = present();
            if (data.has(entry)) {
                var day = data.has(on) ? day(on) : data.has("at") ? day("at") : null;
                return day == null ? changed : changed.moved(number(entry), null, day);
            }
            if (data.has("openedOn")) changed = changed.moved(null, What.OPENED, day("openedOn"));
            if (data.has("closedOn")) changed = changed.moved(null, What.ENDED, day("closedOn"));
            return changed;
        }

        /** One that has no value as yet of a later period than it was red of is red still. */
        private WatchedCase rated() {
            var red = present == null ? null : present.last(What.RED);
            boolean isAwaited = "none".equals(text("rag"))
                    && !data.has("value")
                    && red != null
                    && day("periodTo").isAfter(red.on());
            if (isAwaited) return present;
            var rated = WatchedCase.begun(null, text("measure"), event.effectiveOn(), event.recordedAt());
            return "red".equals(text("rag")) ? rated.with(entry(What.RED, day("periodTo"))) : rated;
        }

        private Entry entry(What what, LocalDate on) {
            return new Entry(event.sequence(), what, on, event.recordedAt());
        }

        private String text(String field) {
            return WatchedEvents.text(data, field);
        }

        private int number(String field) {
            return WatchedEvents.number(data, field);
        }

        private LocalDate day(String field) {
            return WatchedEvents.day(data, field);
        }
    }

    private static boolean corrects(String type) {
        return type.endsWith("corrected") || type.endsWith("annulled");
    }

    private static List<ClockMark> marks(JsonNode data) {
        var marks = new ArrayList<ClockMark>();
        for (var mark : data.path("clocks")) {
            marks.add(new ClockMark(
                    text(mark, "clock"),
                    number(mark, "version"),
                    constant(ClockMark.Action.class, mark, "action"),
                    day(mark, "startedOn"),
                    day(mark, "dueOn"),
                    mark.has("instance") ? Integer.valueOf(number(mark, "instance")) : null,
                    text(mark, "subject"),
                    mark.has("on") ? day(mark, "on") : null,
                    mark.has("sense") ? constant(ClockRule.Sense.class, mark, "sense") : null,
                    instant(mark, "startedAt"),
                    instant(mark, "dueAt"),
                    instant(mark, "at")));
        }
        return marks;
    }

    private static String text(JsonNode data, String field) {
        var value = data.get(field);
        if (value == null) return null;
        if (!value.isString()) throw new IllegalArgumentException(field + " is not a text");
        return value.asString();
    }

    private static int number(JsonNode data, String field) {
        var value = data.get(field);
        if (value == null || !value.isInt()) throw new IllegalArgumentException(field + " is not a whole number");
        return value.asInt();
    }

    /** The day of a day, or of a moment in London. */
    private static LocalDate day(JsonNode data, String field) {
        var text = text(data, field);
        if (text == null) throw new IllegalArgumentException(field + " is missing");
        try {
            return text.length() == 10 ? LocalDate.parse(text) : LondonTime.dateOf(Instant.parse(text));
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException(field + " is not a date", malformed);
        }
    }

    private static Instant instant(JsonNode data, String field) {
        var text = text(data, field);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException(field + " is not an instant", malformed);
        }
    }

    private static <T extends Enum<T>> T constant(Class<T> type, JsonNode data, String field) {
        var text = text(data, field);
        for (var one : type.getEnumConstants()) {
            if (one.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) return one;
        }
        throw new IllegalArgumentException(field + " is not on its list");
    }
}
