package waymark.web.cases;

import java.util.Optional;
import org.bson.conversions.Bson;
import waymark.casefile.CaseFile;
import waymark.web.Caller;

/**
 * What, beside authority, team and its own restriction, decides whether a case opens to a caller, because it is about another case.
 */
public interface Bounds<S> {
    /** The cases that open to the caller, as a condition on lists; empty where all do. */
    Optional<Bson> opening(Caller caller);

    /** Whether a case opens to the caller. */
    boolean isOpening(Caller caller, CaseFile<S> file);

    /** Whether there are any, so that a case need not be read to be held against them. */
    default boolean isBounding() {
        return true;
    }

    /** Of kinds that are about nothing else. */
    static <S> Bounds<S> none() {
        return new Bounds<>() {
            @Override
            public boolean isBounding() {
                return false;
            }

            @Override
            public Optional<Bson> opening(Caller caller) {
                return Optional.empty();
            }

            @Override
            public boolean isOpening(Caller caller, CaseFile<S> file) {
                return true;
            }
        };
    }
}
