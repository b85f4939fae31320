package waymark.alerts.notices;

import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.web.util.HtmlUtils;
import waymark.alerts.domain.Alert;
import waymark.alerts.domain.Rule;
import waymark.alerts.domain.Rules;
import waymark.calendar.LondonTime;

/**
 * The words of an e-mail. It leaves the house, so it holds nothing that anybody wrote and no reference of a case, which people may have made of a name: only the alert's own
 * reference, the rule's words, its days and where to read on.
 *
 * @param text plain
 * @param html the same
 */
record Letter(String subject, String text, String html) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.UK);

    /**
     * One group of a digest.
     *
     * @param count of all, of which the first are listed
     */
    record Group(String title, long count, List<Item> items) {}

    /** An alert as it stands. */
    record Item(UUID id, Alert.Particulars about) {}

    private record Paragraph(List<String> lines, URI link) {}

    /** @param event what happened to it: {@code raised}, {@code escalated}, {@code handed-over}, {@code reinstated} */
    static Letter urgent(URI portal, String event, Item item) {
        var about = item.about();
        var happened = switch (event) {
            case "escalated" ->
                "An urgent alert was not resolved and has gone up to level %d.".formatted(about.level());
            case "handed-over" -> "An urgent alert was handed over.";
            case "reinstated" -> "An urgent alert that had ended holds again.";
            default -> "An urgent alert was raised.";
        };
        return of(
                "Urgent alert: " + title(about),
                List.of(new Paragraph(List.of(happened), null), paragraph(portal, item)));
    }

    /** @param groups those with nothing in them are left out */
    static Letter digest(URI portal, LocalDate day, List<Group> groups) {
        var paragraphs = new ArrayList<Paragraph>();
        var counts = new ArrayList<String>();
        paragraphs.add(new Paragraph(List.of("Your alerts on the morning of %s.".formatted(DAY.format(day))), null));
        for (var group : groups) {
            if (group.count() == 0) continue;
            counts.add("%d %s".formatted(group.count(), group.title().toLowerCase(Locale.UK)));
            paragraphs.add(new Paragraph(List.of("%s: %d".formatted(group.title(), group.count())), null));
            for (var item : group.items()) paragraphs.add(paragraph(portal, item));
            long more = group.count() - group.items().size();
            if (more > 0) paragraphs.add(new Paragraph(List.of("And %d more in the portal.".formatted(more)), null));
        }
        paragraphs.add(new Paragraph(List.of("All of them:"), under(portal, "/alerts")));
        return of("Your alerts: " + String.join(", ", counts), paragraphs);
    }

    private static Paragraph paragraph(URI portal, Item item) {
        var about = item.about();
        var warning = about.warning();
        var lines = new ArrayList<String>();
        lines.add(title(about) + (warning.milestone().equals("missed") ? " (missed)" : ""));
        lines.add("Alert " + warning.reference());
        if (warning.dueAt() != null) lines.add("Due " + TIME.format(LondonTime.timeOf(warning.dueAt())));
        else if (warning.dueOn() != null) lines.add("Due " + DAY.format(warning.dueOn()));
        if (about.respondBy() != null) lines.add("Respond by " + DAY.format(about.respondBy()));
        return new Paragraph(lines, under(portal, "/alerts/" + item.id()));
    }

    private static String title(Alert.Particulars about) {
        return Rules.of(about.warning().rule()).map(Rule::title).orElse("An alert");
    }

    private static URI under(URI portal, String path) {
        return URI.create(portal.toString().replaceFirst("/$", "") + path);
    }

    private static Letter of(String subject, List<Paragraph> paragraphs) {
        var text = new StringBuilder();
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(HtmlUtils.htmlEscape(subject, "UTF-8"))
                .append("</title></head><body>\n");
        for (var paragraph : paragraphs) {
            text.append(String.join("\n", paragraph.lines())).append('\n');
            html.append("<p>")
                    .append(String.join(
                            "<br>",
                            paragraph.lines().stream()
                                    .map(line -> HtmlUtils.htmlEscape(line, "UTF-8"))
                                    .toList()));
            if (paragraph.link() != null) {
                text.append(paragraph.link()).append('\n');
                var link = HtmlUtils.htmlEscape(paragraph.link().toString(), "UTF-8");
                html.append("<br><a href=\"%1$s\">%1$s</a>".formatted(link));
            }
            text.append('\n');
            html.append("</p>\n");
        }
        return new Letter(
                subject, text.toString(), html.append("</body></html>\n").toString());
    }
}
