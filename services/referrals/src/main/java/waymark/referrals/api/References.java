package waymark.referrals.api;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import waymark.referrals.domain.Referral;
import waymark.referrals.domain.ReferralCommand;
import waymark.referrals.domain.Standing;
import waymark.web.Caller;
import waymark.web.cases.CaseEndpoint;

/** What a request may give as a reference, which is published, and may name as a case. */
final class References {
    static final String NAMES_CHILD =
            "It has the child's number in it, which is not to be published. Use a reference that has not.";

    private References() {}

    /** Whether the child's number is part of the reference; digits within a longer number are not. Either may be null. */
    static boolean namesChild(String reference, String child) {
        if (reference == null || child == null) return false;
        var alone = (digit(child.charAt(0)) ? "(?<![0-9])" : "")
                + Pattern.quote(child)
                + (digit(child.charAt(child.length() - 1)) ? "(?![0-9])" : "");
        return Pattern.compile(alone, Pattern.CASE_INSENSITIVE)
                .matcher(reference)
                .find();
    }

    /**
     * @param reference null to be given one
     * @param children whose numbers have their form
     */
    static void check(CaseEndpoint<?, ?, ?> cases, String field, String reference, List<String> children) {
        if (children.stream().anyMatch(child -> namesChild(reference, child))) {
            throw cases.fault("reference-names-child", field, NAMES_CHILD);
        }
    }

    /** @param replaces null where the case stands for no other */
    static void checkReplaced(CaseEndpoint<Referral, ReferralCommand, ?> cases, Caller caller, UUID replaces) {
        boolean fits = replaces == null
                || cases.lookUp(caller, replaces)
                        .filter(file ->
                                file.state() instanceof Referral.Opened opened && opened.standing() == Standing.VOIDED)
                        .isPresent();
        if (!fits) {
            throw cases.fault(
                    "replaces-unknown",
                    "replaces",
                    "That is no voided contact or referral. Void the case that was opened for the wrong child, then name it by its id.");
        }
    }

    private static boolean digit(char letter) {
        return letter >= '0' && letter <= '9';
    }
}
