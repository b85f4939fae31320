package waymark.portal.cme;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waymark.portal.cases.Told;
import waymark.portal.desk.Doc;
import waymark.portal.forms.Choice;
import waymark.portal.forms.Meanings;
import waymark.portal.forms.Words;

/** An involvement's history as people read it: what was recorded, with the days as they were corrected since. */
final class Story {
    private static final Set<String> CORRECTABLE = Set.of(
            "check-recorded",
            "enquiry-recorded",
            "review-held",
            "concern-recorded",
            "concern-referred",
            "circumstances-changed",
            "assigned",
            "reopened");
    private static final List<String> CIRCUMSTANCES =
            List.of("schoolYear", "senStatus", "socialCareStatus", "locality");

    private final CmeCodes codes;
    private final List<Doc> history;
    private final Map<Long, LocalDate> rightDays = new HashMap<>();

    /** @param involvement with its history, oldest first */
    Story(Doc involvement, CmeCodes codes) {
        this.codes = codes;
        history = involvement.docs("history");
        for (var happened : history) {
            if (type(happened).equals("corrected") && happened.has("data.entryOn")) {
                rightDays.put(happened.number("data.entry"), happened.date("data.entryOn"));
            }
        }
    }

    /**
     * @param title what happened
     * @param on the day on which it did, as corrected; null of a correction
     * @param recorded when it was recorded
     * @param note words recorded with it, or null
     * @param corrected whether its day was put right
     */
    public record Happening(
            long sequence,
            String type,
            String title,
            LocalDate on,
            String recorded,
            String actor,
            String role,
            String note,
            boolean corrected,
            Doc data) {}

    /** Newest first. */
    List<Happening> timeline() {
        return history.stream().map(this::happening).toList().reversed();
    }

    /** The same for the page. */
    List<Told> told() {
        return timeline().stream()
                .map(happening -> new Told(
                        (int) happening.sequence(),
                        happening.title(),
                        happening.on() == null
                                ? null
                                : Words.day(happening.on()) + (happening.corrected() ? ", as put right since" : ""),
                        happening.recorded(),
                        happening.actor(),
                        happening.role(),
                        Map.of(),
                        happening.note(),
                        null,
                        List.of()))
                .toList();
    }

    /** Those of one type, in the order of their days. */
    List<Happening> of(String type) {
        return history.stream()
                .filter(happened -> type(happened).equals(type))
                .map(this::happening)
                .sorted(java.util.Comparator.comparing(Happening::on))
                .toList();
    }

    private Happening happening(Doc happened) {
        long sequence = happened.number("sequence");
        var on = rightDays.getOrDefault(sequence, happened.date("effectiveOn"));
        return new Happening(
                sequence,
                type(happened),
                title(happened),
                on,
                happened.moment("recordedAt"),
                happened.text("actor"),
                Told.role(happened.text("role")),
                happened.text("note"),
                rightDays.containsKey(sequence),
                happened.doc("data"));
    }

    /** {@code check-recorded} of {@code waymark.involvements.check-recorded}. */
    private static String type(Doc happened) {
        var type = happened.text("type");
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private String title(Doc happened) {
        var data = happened.doc("data");
        return switch (type(happened)) {
            case "opened" ->
                data.has("referredBy")
                        ? "Opened, referred by " + Words.uncapital(codes.referrer(data.text("referredBy")))
                        : "Opened";
            case "check-recorded" -> checked(data);
            case "enquiry-recorded" ->
                "Asked %s: %s"
                        .formatted(codes.agencyWithin(data.text("agency")), codes.resultWithin(data.text("result")));
            case "review-held" -> "Review held";
            case "concern-recorded" ->
                "Concern: " + Words.uncapital(Meanings.of(CmeCodes.CONCERNS, data.text("concern")));
            case "concern-referred" ->
                "Concern referred to " + Words.uncapital(Meanings.of(CmeCodes.REFERRED_TO, data.text("referredTo")));
            case "circumstances-changed" -> "Circumstances changed: " + String.join("; ", said(data));
            case "assigned" -> "Assigned to " + data.text("officer");
            case "closed" -> closed(data);
            case "reopened" -> "Re-opened: the closing was a mistake";
            case "corrected" ->
                data.has("entry")
                        ? "Corrected what was recorded as number %s: %s"
                                .formatted(data.text("entry"), String.join("; ", said(data)))
                        : "Corrected: " + String.join("; ", said(data));
            case "voided" -> "Voided: " + Words.uncapital(Meanings.of(CmeCodes.VOIDING, data.text("reason")));
            // A newer service may record what this page has no words for.
            case String other -> Words.code(other);
        };
    }

    private static String checked(Doc data) {
        var service = "Checked with " + Words.uncapital(Meanings.of(CmeCodes.CHECKED, data.text("service")));
        if (!data.flag("known")) return service + ": not known there";
        return service + (data.flag("teamTold") ? ": known there, and the team was told" : ": known there");
    }

    private String closed(Doc data) {
        var words = new StringBuilder("Closed");
        if (data.has("outcome")) words.append(": ").append(codes.outcome(data.text("outcome")));
        if (data.has("confirmedBy")) {
            words.append("; confirmed by %s on %s"
                    .formatted(codes.agencyWithin(data.text("confirmedBy")), data.day("confirmedOn")));
        }
        if (data.flag("acceptedByReceivingTeam")) words.append("; accepted by the receiving team");
        if (data.flag("approvedByManager")) words.append("; approved by a manager");
        return words.toString();
    }

    /** Each field that an event names, in words. */
    private List<String> said(Doc data) {
        var said = new ArrayList<String>();
        data.fields().forEach((name, value) -> {
            var words = value == null ? null : said(name, data);
            if (words != null) said.add(words);
        });
        return said;
    }

    private String said(String name, Doc data) {
        return switch (name) {
            case "changedOn", "entry", "clocks" -> null;
            case "schoolYear" -> "school year: " + codes.year(data.text(name));
            case "senStatus" -> "SEN: " + codes.sen(data.text(name));
            case "socialCareStatus" -> "social care: " + codes.socialCare(data.text(name));
            case "locality" -> "locality: " + data.text(name);
            case "referredBy" -> "referred by: " + Words.uncapital(codes.referrer(data.text(name)));
            case "outcome" -> "outcome: " + codes.outcome(data.text(name));
            case "confirmedBy" -> "confirmed by: " + codes.agencyWithin(data.text(name));
            case "meetsS436A" -> "within section 436A: " + yesNo(data, name);
            case "schoolMadeEnquiries" -> "the school made enquiries: " + yesNo(data, name);
            case "entryOn" -> "its day: " + data.day(name);
            case "openedOn", "closedOn", "confirmedOn", "missingSince", "lastDayAttended" ->
                Words.uncapital(Words.code(name)) + ": " + data.day(name);
            case "sex" -> "sex: " + Words.uncapital(codes.sex(data.text(name)));
            case String other -> Words.uncapital(Words.code(other)) + ": " + data.text(other);
        };
    }

    private static String yesNo(Doc data, String name) {
        return data.flag(name) ? "yes" : "no";
    }

    /** What can be put right by its number, newest first, as choices of a form. */
    List<Choice> correctable() {
        return timeline().stream()
                .filter(happening -> CORRECTABLE.contains(happening.type()))
                .map(Story::choice)
                .toList();
    }

    /** Concerns that nobody has been told of yet. */
    List<Choice> unreferred() {
        var referrals = referrals();
        return of("concern-recorded").stream()
                .filter(concern -> !referrals.containsKey(concern.sequence()))
                .map(Story::choice)
                .toList();
    }

    private static Choice choice(Happening happening) {
        return Choice.of(
                Long.toString(happening.sequence()), "%s: %s".formatted(Words.day(happening.on()), happening.title()));
    }

    /** Of each concern that was referred, by its number, what was recorded of that. */
    Map<Long, Happening> referrals() {
        var referrals = new HashMap<Long, Happening>();
        for (var happening : of("concern-referred"))
            referrals.put(happening.data().number("concern"), happening);
        return referrals;
    }

    /** Circumstances as they were on the day of opening, which may have changed since; with the corrections of that day. */
    Doc atOpening() {
        var circumstances = new LinkedHashMap<String, Object>();
        for (var happened : history) {
            var data = happened.doc("data");
            boolean ofOpening =
                    type(happened).equals("opened") || (type(happened).equals("corrected") && !data.has("entry"));
            if (!ofOpening) continue;
            for (var name : CIRCUMSTANCES) if (data.has(name)) circumstances.put(name, data.text(name));
        }
        return new Doc(circumstances);
    }

    /** The running review clock: the day from which it is counted and the day that is its last. Empty where none runs. */
    Doc reviewClock() {
        var running = Doc.EMPTY;
        for (var happened : history) {
            for (var mark : happened.docs("data.clocks")) {
                if ("cme-review".equals(mark.text("clock"))) {
                    running = "start".equals(mark.text("action")) ? mark : Doc.EMPTY;
                }
            }
        }
        return running;
    }
}
