package waymark.portal.social;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import waymark.portal.cases.Told;
import waymark.portal.desk.Doc;

/** All that was recorded of a case, the newest first. */
final class Timeline {
    private Timeline() {}

    /**
     * @param page of the case
     * @param corrections which form puts right which type of entry; empty for whoever records nothing
     */
    static List<Told> of(Doc subject, SocialWords words, String page, Map<String, String> corrections) {
        var standing = new HashMap<Integer, Entry>();
        for (var entry : Entry.of(subject)) standing.put(entry.number(), entry);
        var lines = new ArrayList<Told>();
        for (var happened : subject.docs("history").reversed()) {
            int number = (int) happened.number("sequence");
            lines.add(line(happened, number, standing.get(number), words, page, corrections));
        }
        return lines;
    }

    private static Told line(
            Doc happened, int number, Entry entry, SocialWords words, String page, Map<String, String> corrections) {
        var type = Entry.type(happened);
        var data = happened.doc("data");
        boolean annuls = type.endsWith("entry-annulled");
        boolean corrects = type.endsWith("corrected");
        var title = annuls
                ? "Entry %d annulled: it did not happen".formatted(data.number("entry"))
                : corrects ? "Entry %d put right".formatted(data.number("entry")) : words.step(type, data);
        var form = entry == null ? null : corrections.get(type);
        boolean canBeAnnulled = form != null && number > 1 && !entry.isClosing();
        return new Told(
                number,
                title,
                entry == null ? happened.day("effectiveOn") : whenAtFirst(happened, entry),
                happened.moment("recordedAt"),
                happened.text("actor"),
                Told.role(happened.text("role")),
                corrects ? putRight(data, words) : words.details(data),
                happened.text("note"),
                standing(type, entry),
                form == null ? List.of() : links(page, form, number, canBeAnnulled));
    }

    private static List<Told.Link> links(String page, String form, int number, boolean canBeAnnulled) {
        var links = new ArrayList<Told.Link>();
        links.add(new Told.Link("%s/record/%s?entry=%d".formatted(page, form, number), "Put right"));
        if (canBeAnnulled) links.add(new Told.Link("%s/record/annulment?entry=%d".formatted(page, number), "Annul"));
        return links;
    }

    /** An entry stands as it was recorded; its correction, which stands above it, says what is right. */
    private static String whenAtFirst(Doc happened, Entry entry) {
        return entry.corrected() ? happened.day("effectiveOn") : entry.when();
    }

    private static Map<String, String> putRight(Doc data, SocialWords words) {
        var right = words.details(data);
        if (data.has("on")) right.put("Day", data.day("on"));
        if (data.has("at")) right.put("Time", data.moment("at"));
        var came = words.cameOfIt(data);
        if (came != null) right.put("Outcome", came);
        return right;
    }

    private static String standing(String type, Entry entry) {
        if (entry != null) return entry.corrected() ? "Put right since" : null;
        boolean isEntry = !type.endsWith("corrected")
                && !type.endsWith("entry-annulled")
                && !type.endsWith("reopened")
                && !type.endsWith("voided");
        return isEntry ? "Annulled since" : null;
    }
}
