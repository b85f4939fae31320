package waymark.involvements.domain;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.bson.Document;
import waymark.reporting.Elsewhere;

/** Breaks rules, so that the rules can be seen to bite. */
public final class RuleBreaker {
    private RuleBreaker() {}

    public static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    static Document found() {
        return FinderImpl.found();
    }

    private static final class FinderImpl {
        static Document found() {
            return Elsewhere.same(new Document());
        }
    }
}
