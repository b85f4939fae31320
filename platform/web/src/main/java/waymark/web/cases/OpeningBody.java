package waymark.web.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** The body of a request that opens a case. */
public interface OpeningBody<C> {
    /** The council's person number. */
    String childRef();

    /** How people call the case; null to be given a reference. */
    String reference();

    /**
     * @param today the business day on which the request comes, for every day that the body leaves out
     * @param now the business instant, for what has a time as well
     * @param reference the body's own, or the one that it is given
     */
    C command(LocalDate today, Instant now, String reference);

    /** Free text, which stays in the service and is no part of any event; or null. */
    String notes();

    /** Personal details to be set, or null. */
    Personal personal();

    /** Further details that stay with the case and are erased with the personal ones, by name. */
    default Map<String, Object> beside() {
        return Map.of();
    }
}
