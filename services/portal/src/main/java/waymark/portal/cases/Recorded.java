package waymark.portal.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import waymark.portal.desk.Doc;
import waymark.portal.forms.Words;

/**
 * What a step that was just recorded has changed: its entries in the history, and the clocks that they moved.
 *
 * @param entries in words, in the order in which they were recorded
 * @param clocks in words, one sentence for each that was started, stopped or excused
 */
public record Recorded(List<String> entries, List<String> clocks) {

    /** What was recorded last, in one go. */
    static Recorded last(Doc subject, Telling telling) {
        var history = subject.docs("history");
        if (history.isEmpty()) return new Recorded(List.of(), List.of());
        var newest = history.getLast();
        var entries = new ArrayList<String>();
        var clocks = new ArrayList<String>();
        var told = telling.history(subject).reversed();
        for (int at = 0; at < history.size(); at++) {
            var one = history.get(at);
            if (!isOfTheSame(one, newest)) continue;
            entries.add(told.get(at).title());
            for (var mark : one.docs("data.clocks")) {
                var words = words(mark, telling);
                if (words != null && !clocks.contains(words)) clocks.add(words);
            }
        }
        return new Recorded(entries, clocks);
    }

    private static boolean isOfTheSame(Doc one, Doc newest) {
        return newest.text("recordedAt").equals(one.text("recordedAt"))
                && newest.text("actor").equals(one.text("actor"));
    }

    private static String words(Doc mark, Telling telling) {
        var clock = telling.clock(mark.text("clock"), mark.text("subject"));
        return switch (mark.text("action")) {
            case "start" -> "Clock started: %s, due %s.".formatted(clock, due(mark));
            case "stop" -> "Clock stopped: %s.".formatted(clock);
            case "excuse" -> "Excused, if it is missed: %s.".formatted(clock);
            case "lapse" -> "Not called for any more: %s.".formatted(clock);
            // A newer service may move clocks in ways that this page has no words for.
            case null, default -> null;
        };
    }

    private static String due(Doc mark) {
        return mark.has("dueAt") ? Words.moment(Instant.parse(mark.text("dueAt"))) : mark.day("dueOn");
    }
}
