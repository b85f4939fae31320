package waymark.reporting.domain.cme;

/** A child's circumstances, or a change of some of them: a field that is null was not recorded, or did not change. */
public record Circumstances(String schoolYear, String senStatus, String socialCareStatus, String locality) {
    public static final Circumstances NONE = new Circumstances(null, null, null, null);

    /** These, with the other's values where it has any. */
    Circumstances with(Circumstances other) {
        return new Circumstances(
                other.schoolYear == null ? schoolYear : other.schoolYear,
                other.senStatus == null ? senStatus : other.senStatus,
                other.socialCareStatus == null ? socialCareStatus : other.socialCareStatus,
                other.locality == null ? locality : other.locality);
    }
}
