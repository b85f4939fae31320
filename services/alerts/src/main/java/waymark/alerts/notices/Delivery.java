package waymark.alerts.notices;

import java.time.Instant;
import java.util.List;

/** A way by which notices leave the house. */
interface Delivery {
    List<Notice.Channel> channels();

    /** Whether anything goes out at this time; makes what comes to be by the time alone. */
    boolean isOpen(Instant now);

    /** @throws Exception where it failed, like {@link Result.Failed} */
    Result deliver(Notice notice, Instant now) throws Exception;

    /** What came of an attempt. */
    sealed interface Result {
        record Sent() implements Result {}

        record Dropped(String reason) implements Result {}

        record Failed(String reason) implements Result {}
    }
}
