package waymark.web;

import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import org.apache.coyote.BadRequestException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Every fault leaves as a problem document with the place and the reason, and never with a stack trace. */
@RestControllerAdvice
final class ProblemHandling extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemHandling.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Problem problem) {
        return answer(problem);
    }

    /** Of {@code ClientAbortException} and its like: the sender left, or its body ended early. */
    @ExceptionHandler
    void gone(BadRequestException clientLeft) {
        log.debug("a client left before it was answered");
    }

    @ExceptionHandler({
        MongoTimeoutException.class,
        MongoSocketException.class,
        MongoNotPrimaryException.class,
        MongoNodeIsRecoveringException.class
    })
    ResponseEntity<ProblemDetail> storeAway(MongoException away) {
        log.warn("the store does not answer: {}", away.getClass().getSimpleName());
        return answer(
                new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "server.store-away",
                        "The store does not answer just now. Try again in a minute; where something was to be written, look first whether it was."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> failed(Exception fault, HttpServletRequest request) {
        log.atError().addKeyValue("method", request.getMethod()).setCause(fault).log("a request failed");
        var problem = new Problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "server.fault",
                "The server could not do this. Nothing typed was kept; try again, and report it with the trace id if it stays.");
        var traceId = MDC.get("traceId");
        return answer(traceId == null ? problem : problem.with("traceId", traceId));
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException fault, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return asObject(answer(unreadable(fault)));
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException fault, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var name = fault instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : fault.getPropertyName();
        return asObject(answer(Problem.parameter(name, "must be " + form(fault.getRequiredType()))));
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception fault, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var answer = super.handleExceptionInternal(fault, body, headers, status, request);
        if (answer != null && answer.getBody() instanceof ProblemDetail document && document.getProperties() == null) {
            document.setProperty("rule", "request." + status.value());
        }
        return answer;
    }

    private static Problem unreadable(HttpMessageNotReadableException fault) {
        if (fault.getCause() instanceof Problem problem) return problem;
        if (!(fault.getCause() instanceof JacksonException json)) {
            return new Problem(HttpStatus.BAD_REQUEST, "request.body", "A JSON body is needed.");
        }
        if (rootOf(json) instanceof Problem problem) return problem;
        var problem = switch (json) {
            case UnrecognizedPropertyException unknown ->
                new Problem(
                                HttpStatus.BAD_REQUEST,
                                "request.unknown-field",
                                "There is no field %s here.".formatted(unknown.getPropertyName()))
                        .with(
                                "permitted",
                                unknown.getKnownPropertyIds().stream()
                                        .map(String::valueOf)
                                        .sorted()
                                        .toList());
            case MismatchedInputException mismatched -> wrongForm(json, mismatched.getTargetType());
            case InputCoercionException outOfRange -> wrongForm(json, outOfRange.getTargetType());
            case JacksonException malformed ->
                new Problem(HttpStatus.BAD_REQUEST, "request.json", "The body is not well-formed JSON.");
        };
        if (!json.getPath().isEmpty()) problem.with("field", pathOf(json));
        var place = json.getLocation();
        if (place != null && place.getLineNr() > 0)
            problem.with("line", place.getLineNr()).with("column", place.getColumnNr());
        return problem;
    }

    private static Problem wrongForm(JacksonException json, Class<?> type) {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "request.field-form",
                "The field %s must be %s.".formatted(pathOf(json), form(type)));
    }

    private static Throwable rootOf(Throwable fault) {
        var root = fault;
        while (root.getCause() != null && root.getCause() != root) root = root.getCause();
        return root;
    }

    private static String pathOf(JacksonException json) {
        if (json.getPath().isEmpty()) return "of the body";
        var path = new StringBuilder();
        for (var step : json.getPath()) {
            if (step.getPropertyName() == null)
                path.append('[').append(step.getIndex()).append(']');
            else path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
        }
        return path.toString();
    }

    private static String form(Class<?> type) {
        if (type == null) return "of another form";
        if (type.isEnum()) return "one of " + String.join(", ", Constants.codes(type));
        if (Collection.class.isAssignableFrom(type)) return "a list";
        return switch (type.getSimpleName()) {
            case "LocalDate" -> "a day that exists, as 2022-07-31, in the years 1900 to 2099";
            case "Instant" -> "an instant, as 2022-07-31T12:00:00Z";
            case "YearMonth" -> "a month, as 2022-07";
            case "Boolean", "boolean" -> "true or false";
            case "Integer", "int", "Long", "long" -> "a whole number";
            case "UUID" -> "a case's id";
            case "String" -> "text";
            default -> "an object of the documented form";
        };
    }

    private static ResponseEntity<ProblemDetail> answer(Problem problem) {
        var answer = ResponseEntity.status(problem.document().getStatus());
        if (problem.retryAfter() != null) answer.header(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfter()));
        return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem.document());
    }

    private static ResponseEntity<Object> asObject(ResponseEntity<ProblemDetail> answer) {
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .body(answer.getBody());
    }
}
