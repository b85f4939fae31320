package waymark.alerts.domain;

/** How soon somebody has to look at an alert. */
public enum Severity {
    /** In a list and the morning's digest. */
    ROUTINE(2),
    IMPORTANT(1),
    /** A notice goes out at once, within working hours. */
    URGENT(0);

    private final int urgency;

    Severity(int urgency) {
        this.urgency = urgency;
    }

    /** 0 comes first in a list. */
    int urgency() {
        return urgency;
    }
}
