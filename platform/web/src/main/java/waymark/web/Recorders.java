package waymark.web;

import io.micrometer.tracing.Tracer;
import waymark.calendar.BusinessClock;
import waymark.casefile.Recorder;

/** Joins the caller, the business clock and the trace into who records something and when. */
public final class Recorders {
    private final BusinessClock clock;
    private final Tracer tracer;

    Recorders(BusinessClock clock, Tracer tracer) {
        this.clock = clock;
        this.tracer = tracer;
    }

    public Recorder of(Caller caller) {
        return new Recorder(caller.authority(), caller.actor(), caller.role(), clock.now(), traceparent());
    }

    private String traceparent() {
        var span = tracer.currentSpan();
        if (span == null || span.context().traceId().isEmpty()) return null;
        var context = span.context();
        return "00-" + context.traceId() + "-" + context.spanId()
                + (Boolean.TRUE.equals(context.sampled()) ? "-01" : "-00");
    }
}
