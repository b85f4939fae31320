package waymark.portal.social;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;
import waymark.portal.forms.Words;
import waymark.web.access.Role;

/**
 * What has happened to a child over all services, the newest first.
 *
 * @param child the council's person number
 * @param today the business day
 * @param recent of the last twelve months
 * @param earlier of the time before
 * @param leftOut in a sentence, how many entries are not shown; null where all are
 * @param incomplete whether something recorded of late is not in it yet
 * @param away the service that does not answer, so that nothing is known; else null
 * @param refusal why it is not shown; else null
 */
record Story(
        String child,
        LocalDate today,
        List<Line> recent,
        List<Line> earlier,
        String leftOut,
        boolean incomplete,
        Service away,
        Answer.Refused refusal) {
    private static final int MONTHS = 12;

    private static final String EARLY_HELP = "early-help";

    private static final Map<String, String> KINDS = Map.of(
            "involvements",
            "Missing education",
            "assessments",
            "EHC assessment",
            "referrals",
            "Social care",
            EARLY_HELP,
            "Early help");

    /**
     * @param kind of case, in words
     * @param href of the case's page; null where that is not for who reads this
     * @param remark that it was put right since, or that its case was voided; or null
     */
    record Line(
            LocalDate day,
            String what,
            Map<String, String> details,
            String kind,
            String reference,
            String caseId,
            String href,
            String remark) {
        /** In words. */
        public String on() {
            return Words.day(day);
        }
    }

    static Story of(Desk desk, String child, SocialWords words) {
        // Who reads a story and is neither works for social care.
        boolean all = desk.person().is(Role.REVIEWING_OFFICER, Role.TEAM_MANAGER);
        var answer = desk.get(Service.REPORTING, "/children/{}/chronology", child);
        return of(child, desk.today(), answer, words, all ? KINDS.keySet() : Set.of("referrals", EARLY_HELP));
    }

    /** @param opening kinds of case whose pages are for who reads this */
    static Story of(String child, LocalDate today, Answer answer, SocialWords words, Set<String> opening) {
        return switch (answer) {
            case Answer.Done done -> told(child, today, done.doc(), words, opening);
            case Answer.Refused refused
            when refused.status() == 503 -> // Kafka is away, and so is the story.
                new Story(child, today, List.of(), List.of(), null, false, Service.REPORTING, null);
            case Answer.Refused refused -> new Story(child, today, List.of(), List.of(), null, false, null, refused);
            case Answer.Away(var service) -> new Story(child, today, List.of(), List.of(), null, false, service, null);
        };
    }

    private static Story told(String child, LocalDate today, Doc story, SocialWords words, Set<String> opening) {
        var areas = areas(story.docs("lines"));
        var recent = new ArrayList<Line>();
        var earlier = new ArrayList<Line>();
        for (var line : story.docs("lines").reversed()) {
            boolean late = line.date("day").isAfter(today.minusMonths(MONTHS));
            (late ? recent : earlier).add(line(line, areas.get(line.text("caseId")), words, opening));
        }
        return new Story(child, today, recent, earlier, leftOut(story), story.flag("incomplete"), null, null);
    }

    /** Whoever reads that nothing is recorded must be able to rely on it. */
    private static String leftOut(Doc story) {
        long hidden = story.number("hidden");
        return hidden == 0
                ? null
                : "%d %s not shown, of cases that you may not open. Ask your manager."
                        .formatted(hidden, hidden == 1 ? "entry is" : "entries are");
    }

    /** Where each case's page is: early help is kept by the service of referrals, and known by how it begins. */
    private static Map<String, String> areas(List<Doc> lines) {
        var areas = new HashMap<String, String>();
        var earlyHelp = new HashSet<String>();
        for (var line : lines) {
            areas.put(line.text("caseId"), line.text("service"));
            if (line.text("what").startsWith("Early help")) earlyHelp.add(line.text("caseId"));
        }
        for (var id : earlyHelp) areas.put(id, EARLY_HELP);
        return areas;
    }

    private static Line line(Doc line, String area, SocialWords words, Set<String> opening) {
        var came = words.outcome(line.text("cameOfIt"));
        var what = SocialWords.step(
                line.text("what").toLowerCase(java.util.Locale.UK).replace(' ', '-'));
        return new Line(
                line.date("day"),
                came == null ? what : what + ": " + came,
                words.details(line.doc("codes")),
                KINDS.getOrDefault(area, Words.code(area)),
                line.text("reference"),
                line.text("caseId"),
                opening.contains(area) ? "/%s/%s".formatted(area, line.text("caseId")) : null,
                line.flag("voided") ? "Case voided" : line.flag("corrected") ? "Put right since" : null);
    }

    /** For the page of a case, which tells its own entries itself. */
    Story besides(String caseId) {
        return new Story(
                child, today, besides(recent, caseId), besides(earlier, caseId), leftOut, incomplete, away, refusal);
    }

    private static List<Line> besides(List<Line> lines, String caseId) {
        return lines.stream().filter(line -> !line.caseId.equals(caseId)).toList();
    }

    public int size() {
        return recent.size() + earlier.size();
    }
}
