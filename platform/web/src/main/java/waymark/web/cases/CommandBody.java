package waymark.web.cases;

import java.time.Instant;
import java.time.LocalDate;

/** The body of a request that becomes a command on a case. */
public interface CommandBody<C> {
    /**
     * @param today the business day on which the request comes, for every day that the body leaves out
     * @param now the business instant, for what has a time as well
     */
    C command(LocalDate today, Instant now);

    /** Free text, which stays in the service and is no part of any event; or null. */
    String notes();

    /** Personal details to be set, or null. */
    default Personal personal() {
        return null;
    }
}
