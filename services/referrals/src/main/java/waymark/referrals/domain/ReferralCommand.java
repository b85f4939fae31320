package waymark.referrals.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What can be asked of a case. Each brings the business day and instant at which it is asked, so that deciding needs no clock. */
public sealed interface ReferralCommand {
    LocalDate today();

    /**
     * That something happened is to be recorded; several things one after the other, and all or none of them.
     *
     * @param events as they are to be recorded; what they do to clocks is worked out, and what they answer where there is only one of it
     */
    record Happened(LocalDate today, Instant now, List<ReferralEvent> events) implements ReferralCommand {}

    /** Something is put right that is kept beside the case and is no part of its course: personal details, notes. */
    record KeepBeside(LocalDate today) implements ReferralCommand {}

    /**
     * Brings the case to what another system says, whatever that is.
     *
     * @param said in the order of the course; the first is the contact, or the referral where the source knows of no contact
     * @param saysClosing false where the source has no word on closing at all: then a closing recorded here stays
     */
    record TakeFromSource(LocalDate today, Instant now, List<Said> said, boolean saysClosing)
            implements ReferralCommand {

        /**
         * @param element of the source that says so, as its sender calls it
         * @param event what is null in it the source does not say
         * @param answers what it completes, concludes or follows, where the source says which of several that is; said before it; else null
         */
        public record Said(String element, ReferralEvent event, Said answers) {
            public Said(String element, ReferralEvent event) {
                this(element, event, null);
            }
        }
    }
}
