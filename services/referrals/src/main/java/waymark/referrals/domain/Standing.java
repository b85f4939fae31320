package waymark.referrals.domain;

/** How far a case has come. */
public enum Standing {
    /** A contact that nobody has decided yet. */
    RECEIVED,
    /** A contact that was decided, and did not become a referral. */
    DECIDED,
    /** A referral was made and is not closed. */
    OPEN,
    CLOSED,
    /** Opened in error: in no figure, and nothing more can happen to it. */
    VOIDED;

    /** Whether it is the child's one open case. A contact alone opens none. */
    public boolean isOpen() {
        return switch (this) {
            case OPEN -> true;
            case RECEIVED, DECIDED, CLOSED, VOIDED -> false;
        };
    }
}
