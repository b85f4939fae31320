package waymark.alerts.notices;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import waymark.calendar.BusinessClock;
import waymark.web.Caller;
import waymark.web.Constants;
import waymark.web.Page;
import waymark.web.Problem;
import waymark.web.audit.AuditTrail;

/** For administrators: what came of the authority's notices, without what they say or where they go. */
@RestController
@RequestMapping("/alerts/notices")
final class NoticesController {
    private final Notices notices;
    private final BusinessClock clock;
    private final AuditTrail audit;

    NoticesController(Notices notices, BusinessClock clock, AuditTrail audit) {
        this.notices = notices;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * @param recipient account; null of a webhook's
     * @param alert null of a digest
     * @param type of the event; of a digest, its day
     * @param at when it came to be
     * @param due before which it is not sent
     * @param attempts that were begun
     * @param reason why it failed last, or was dropped
     */
    record NoticeView(
            UUID id,
            Notice.Channel channel,
            String recipient,
            UUID alert,
            int sequence,
            String type,
            Instant at,
            Instant due,
            Notice.State state,
            int attempts,
            String reason) {
        static NoticeView of(Notice notice) {
            return new NoticeView(
                    notice.id(),
                    notice.channel(),
                    notice.recipient(),
                    notice.alert(),
                    notice.sequence(),
                    notice.type(),
                    notice.at(),
                    notice.due(),
                    notice.state(),
                    notice.attempts(),
                    notice.reason());
        }
    }

    /** Those that wait, were sent, were dropped or are dead, the newest first. */
    @GetMapping
    Page<NoticeView> notices(
            Caller caller,
            @RequestParam(defaultValue = "dead") String state,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        Page.check(page, size);
        for (var one : Notice.State.values()) {
            if (!Constants.code(one).equals(state)) continue;
            var items = notices.list(caller.authority(), one, page, size).stream()
                    .map(NoticeView::of)
                    .toList();
            return new Page<>(items, page, size, notices.count(caller.authority(), one));
        }
        throw Problem.parameter("state", "must be one of " + String.join(", ", Constants.codes(Notice.State.class)));
    }

    /** @param notices how many */
    record Replayed(long notices) {}

    /** Has all dead ones sent again. */
    @PostMapping("/dead/replay")
    Replayed replayDead(Caller caller) {
        audit.record(caller, "replay-notices", null, List.of(), "administration", null);
        return new Replayed(notices.replay(caller.authority(), clock.now()));
    }
}
