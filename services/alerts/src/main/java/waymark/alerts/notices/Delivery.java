package waymark.alerts.notices;

import java.time.Instant;
import java.util.List;

/** A way by which notices leave the house. Notices of several authorities are delivered at the same time, those of one in turn. */
interface Delivery {
    List<Notice.Channel> channels();

    /** Makes what comes to be by the time alone; called by one thread, before it is asked what is due. */
    default void plan(Instant now) {}

    /** Whether anything goes out at this time. */
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
