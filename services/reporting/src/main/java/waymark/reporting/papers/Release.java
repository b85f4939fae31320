package waymark.reporting.papers;

import java.time.Instant;
import java.util.List;
import waymark.reporting.domain.Period;
import waymark.reporting.domain.paper.Disclosure;

/**
 * A paper as it was released. Nothing in it changes ever; a correction is another release that names this one.
 *
 * @param paper such as {@code cme}
 * @param forCouncillors whether councillors see it: small numbers suppressed, and its period ended with a month that was over
 * @param replaces the id of the release that it corrects; null where it corrects none
 * @param revision of the facts
 */
public record Release(
        String id,
        String paper,
        Period period,
        String title,
        Disclosure.Setting disclosure,
        boolean forCouncillors,
        String replaces,
        Instant releasedAt,
        String releasedBy,
        long revision) {

    /** What an analyst says in a section of it, or before all of them. */
    public record Said(String section, String text) {}

    /** @param content as JSON, exactly as it was released */
    public record Whole(Release release, List<Said> commentary, String content) {}
}
