package waymark.web.audit;

import java.util.UUID;
import waymark.web.Caller;

/** Which cases that are kept here are those of a caller's teams, or open to the caller besides. */
@FunctionalInterface
public interface TeamsCases {
    /** @param kind as in the addresses */
    boolean isOfTheirs(Caller caller, String kind, UUID caseId);
}
