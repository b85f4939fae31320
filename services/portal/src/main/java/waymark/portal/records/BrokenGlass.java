package waymark.portal.records;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import waymark.portal.desk.Answer;
import waymark.portal.desk.Desk;
import waymark.portal.desk.Doc;
import waymark.portal.desk.Service;

/** Restricted cases that somebody opened with a reason, of every kind, newest first. A manager looks at each and says so. */
public final class BrokenGlass {
    private record Kind(String area, Service service) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("involvements", Service.INVOLVEMENTS),
            new Kind("assessments", Service.ASSESSMENTS),
            new Kind("referrals", Service.REFERRALS),
            new Kind("early-help", Service.REFERRALS));

    private BrokenGlass() {}

    /** @param area the kind of case, as in the pages' addresses */
    public record One(String area, Doc glass) {
        public boolean seen() {
            return glass.has("seenAt");
        }
    }

    /** @param away kinds of which nothing is known now */
    public record Listed(List<One> all, List<Service> away) {
        public long unseen() {
            return all.stream().filter(one -> !one.seen()).count();
        }
    }

    public static Listed all(Desk desk) {
        var asked = new ArrayList<CompletableFuture<Answer>>();
        for (var kind : KINDS) asked.add(desk.meanwhile(kind.service, "/" + kind.area + "/broken-glass"));
        var all = new ArrayList<One>();
        var away = new ArrayList<Service>();
        for (int at = 0; at < KINDS.size(); at++) {
            var kind = KINDS.get(at);
            switch (asked.get(at).join()) {
                case Answer.Done(int _, Doc doc, String _, String _) ->
                    doc.docs("broken").forEach(glass -> all.add(new One(kind.area, glass)));
                case Answer.Refused _ -> {}
                case Answer.Away(var service) -> away.add(service);
            }
        }
        all.sort(Comparator.comparing((One one) -> Instant.parse(one.glass.text("at")))
                .reversed());
        return new Listed(all, away.stream().distinct().toList());
    }

    public static long unseen(Desk desk) {
        return all(desk).unseen();
    }
}
