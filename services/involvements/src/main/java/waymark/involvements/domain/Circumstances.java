package waymark.involvements.domain;

import java.util.Objects;

/**
 * What changes about a child while an involvement runs. Each is null where it is not recorded, or in a change where it stays as it was.
 *
 * @param schoolYear national curriculum year: N1, N2, 0 to 13, post-16; as recorded, nothing moves it up by itself
 */
public record Circumstances(
        String schoolYear, SenStatus senStatus, SocialCareStatus socialCareStatus, String locality) {
    public static final Circumstances NOT_RECORDED = new Circumstances(null, null, null, null);

    /** These, with what a later record says laid over them. */
    Circumstances with(Circumstances later) {
        return new Circumstances(
                later.schoolYear == null ? schoolYear : later.schoolYear,
                later.senStatus == null ? senStatus : later.senStatus,
                later.socialCareStatus == null ? socialCareStatus : later.socialCareStatus,
                later.locality == null ? locality : later.locality);
    }

    /** What a later record says that is not so already. */
    Circumstances differenceTo(Circumstances later) {
        return new Circumstances(
                news(schoolYear, later.schoolYear),
                news(senStatus, later.senStatus),
                news(socialCareStatus, later.socialCareStatus),
                news(locality, later.locality));
    }

    boolean openToSocialCare() {
        return socialCareStatus != null && socialCareStatus != SocialCareStatus.NONE;
    }

    static <T> T news(T known, T later) {
        return Objects.equals(known, later) ? null : later;
    }
}
