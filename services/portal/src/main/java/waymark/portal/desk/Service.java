package waymark.portal.desk;

/** The services that pages are made from. */
public enum Service {
    INVOLVEMENTS("children missing education"),
    ASSESSMENTS("education, health and care assessments"),
    REFERRALS("social care"),
    REPORTING("figures and reports"),
    ALERTS("alerts");

    private final String words;

    Service(String words) {
        this.words = words;
    }

    /** As people call it: "social care is not answering". */
    public String words() {
        return words;
    }

    /** Its name in settings and metrics. */
    String setting() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
