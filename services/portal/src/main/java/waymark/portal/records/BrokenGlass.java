package waymark.portal.records;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Person;
import waymark.portal.desk.Service;
import waymark.portal.forms.CaseArea;

/** Restricted cases that somebody opened with a reason, of every kind, newest first. A manager looks at each and says so. */
public final class BrokenGlass {
    private BrokenGlass() {}

    /** @param area the kind of case, as in the pages' addresses */
    public record One(String area, Doc glass) {
        public boolean seen() {
            return glass.has("seenAt");
        }
    }

    /**
     * @param away services of whose cases nothing is known now
     * @param refused why others did not say, in words
     */
    public record Listed(List<One> all, List<Service> away, List<String> refused) {
        /** Those that wait for this manager: what a manager opened, another looks at. */
        public long unseenBy(Person manager) {
            return all.stream()
                    .filter(one -> !one.seen() && !manager.account().equals(one.glass.text("actor")))
                    .count();
        }

        /** False where there may be more that is not known now. */
        public boolean complete() {
            return away.isEmpty() && refused.isEmpty();
        }
    }

    /** @param areas every kind of case */
    public static Listed all(Desk desk, List<CaseArea> areas) {
        var asked = new ArrayList<CompletableFuture<Answer>>();
        for (var area : areas) asked.add(desk.meanwhile(area.service(), area.path() + "/broken-glass"));
        var all = new ArrayList<One>();
        var away = new ArrayList<Service>();
        var refused = new ArrayList<String>();
        for (int at = 0; at < areas.size(); at++) {
            var area = areas.get(at);
            switch (asked.get(at).join()) {
                case Answer.Done(int _, Doc doc, String _, String _) ->
                    doc.docs("broken").forEach(glass -> all.add(new One(area.id(), glass)));
                case Answer.Refused refusal -> refused.add(refusal.words());
                case Answer.Away(var service) -> away.add(service);
            }
        }
        all.sort(Comparator.comparing((One one) -> Instant.parse(one.glass.text("at")))
                .reversed());
        return new Listed(
                all,
                away.stream().distinct().toList(),
                refused.stream().distinct().toList());
    }
}
