package waymark.web.cases;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import waymark.casefile.Answer;
import waymark.casefile.CaseFile;
import waymark.casefile.Keeping;
import waymark.web.Preconditions;
import waymark.web.Problem;

/** What came of an instruction, as an HTTP response; and counted by result. */
final class Answers {
    private final MeterRegistry metrics;
    private final String kind;

    /** @param kind what the cases are called in metrics and in addresses: {@code involvements} */
    Answers(MeterRegistry metrics, String kind) {
        this.metrics = metrics;
        this.kind = kind;
    }

    /** 201 with Location and ETag. */
    <S, V> ResponseEntity<V> created(Answer<S> answer, Function<CaseFile<S>, V> view) {
        var done = done("open", answer);
        return ResponseEntity.created(URI.create("/" + kind + "/" + done.file().id()))
                .eTag(Preconditions.entityTag(done.file().version()))
                .body(view.apply(done.file()));
    }

    /** 200 with ETag. */
    <S, V> ResponseEntity<V> changed(String command, Answer<S> answer, Function<CaseFile<S>, V> view) {
        var done = done(command, answer);
        return ResponseEntity.ok()
                .eTag(Preconditions.entityTag(done.file().version()))
                .body(view.apply(done.file()));
    }

    /** @throws Problem where it was not done */
    <S> Answer.Done<S> done(String command, Answer<S> answer) {
        count(command, answer);
        return switch (answer) {
            case Answer.Done<S> done -> done;
            case Answer.Refused<S>(var breach) -> {
                var status = breach.field() == null ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT;
                var problem = new Problem(status, breach.rule(), breach.reason());
                throw breach.field() == null ? problem : problem.with("field", breach.field());
            }
            case Answer.Unknown<S> _ -> throw Problem.notFound("case");
            case Answer.NotOpening<S>(var access) -> throw notOpening(access);
            case Answer.Stale<S>(int version) ->
                throw new Problem(
                                HttpStatus.PRECONDITION_FAILED,
                                "request.stale",
                                "The case was changed after you read it. Read it again, then decide whether this still holds.")
                        .with("version", version);
            case Answer.KeyReused<S> _ ->
                throw new Problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "request.key-reused",
                        "This Idempotency-Key was used for another request. Send a new request under a new key.");
        };
    }

    /** Of what is about a case that does not open to the caller. */
    static Problem aboutAnother() {
        return new Problem(
                HttpStatus.FORBIDDEN,
                "case.about-another",
                "This is about a case that you may not open. Where you must see it now, open that case first: where it is kept, you may ask for it with a reason.");
    }

    /** @param access one that is not granted */
    static Problem notOpening(Keeping.Access access) {
        return switch (access) {
            case BY_BROKEN_GLASS, BY_SEEN_GLASS ->
                new Problem(
                        HttpStatus.FORBIDDEN,
                        "case.by-broken-glass",
                        "Broken glass lets you read this case and work on it. The end of a legal hold and its erasure are decided by somebody to whom it "
                                + "opens without; so is who may open it, unless it is restricted and another manager has marked your broken glass as seen.");
            case RESTRICTED, OPEN ->
                new Problem(
                        HttpStatus.FORBIDDEN,
                        "case.restricted",
                        "This case is open to named officers only. Where you must see it now, break the glass: POST your reason to its address with "
                                + "/glass at the end. It opens to you until the end of the next working day, and the manager is told.");
            case OF_ANOTHER_TEAM ->
                new Problem(
                        HttpStatus.FORBIDDEN,
                        "case.other-team",
                        "This case is another team's. Where you must see it now, break the glass: POST your reason to its address with /glass at the "
                                + "end. It opens to you until the end of the next working day, and the manager is told.");
        };
    }

    private void count(String command, Answer<?> answer) {
        var result = switch (answer) {
            case Answer.Done<?> done when done.repeated() -> "repeated";
            case Answer.Done<?> done -> done.changed() ? "done" : "unchanged";
            case Answer.Refused<?> _ -> "refused";
            case Answer.Unknown<?> _ -> "unknown";
            case Answer.NotOpening<?> _ -> "not-opening";
            case Answer.Stale<?> _ -> "stale";
            case Answer.KeyReused<?> _ -> "key-reused";
        };
        metrics.counter("waymark.commands", "kind", kind, "command", command, "result", result)
                .increment();
    }
}
