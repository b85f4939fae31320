package waymark.web.cases;

import java.time.LocalDate;

/** The body of a request that opens a case. */
public interface OpeningBody<C> {
    /** The council's person number. */
    String childRef();

    /** How people call the case; null to be given a reference. */
    String reference();

    /**
     * @param today the business day on which the request comes, for every day that the body leaves out
     * @param reference the body's own, or the one that it is given
     */
    C command(LocalDate today, String reference);

    /** Free text, which stays in the service and is no part of any event; or null. */
    String notes();

    /** Personal details to be set, or null. */
    Personal personal();
}
