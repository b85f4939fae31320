package waymark.assessments.domain;

import java.util.Objects;

/**
 * What may change about a child while a case runs. Each is null where it is not recorded, or in a change where it stays as it was.
 *
 * @param primaryNeed code of primary-needs.csv
 * @param schoolYear national curriculum year: N1, N2, 0 to 13, post-16; as recorded, nothing moves it up by itself
 */
public record Circumstances(String primaryNeed, String schoolYear, String locality) {
    public static final Circumstances NOT_RECORDED = new Circumstances(null, null, null);

    /** These, with what a later record says laid over them. */
    Circumstances with(Circumstances later) {
        return new Circumstances(
                later.primaryNeed == null ? primaryNeed : later.primaryNeed,
                later.schoolYear == null ? schoolYear : later.schoolYear,
                later.locality == null ? locality : later.locality);
    }

    /** What a later record says that is not so already. */
    Circumstances differenceTo(Circumstances later) {
        return new Circumstances(
                news(primaryNeed, later.primaryNeed),
                news(schoolYear, later.schoolYear),
                news(locality, later.locality));
    }

    static <T> T news(T known, T later) {
        return later == null || Objects.equals(known, later) ? null : later;
    }
}
