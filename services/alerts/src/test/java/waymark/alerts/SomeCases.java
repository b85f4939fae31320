package waymark.alerts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import waymark.calendar.LondonTime;
import waymark.casefile.Erasures;
import waymark.events.CaseEvent;
import waymark.events.ChildKeys;
import waymark.events.CloudEventRecords;
import waymark.events.KafkaConnection;

/** Publishes what other services would, for tests. */
final class SomeCases implements AutoCloseable {
    private static final ChildKeys KEYS =
            new ChildKeys("a secret of the tests, thirty-two bytes long".getBytes(StandardCharsets.UTF_8));

    private final Producer<String, byte[]> producer;
    private final Map<UUID, CaseEvent> last = new HashMap<>();

    SomeCases(KafkaConnection kafka) {
        producer = kafka.producer("some-cases");
    }

    static UUID keyOf(String childRef) {
        return KEYS.of("825", childRef);
    }

    /** The next event of a case, not yet sent. */
    CaseEvent next(String type, String childRef, UUID caseId, String on, String data) {
        var before = last.get(caseId);
        var event = new CaseEvent(
                UUID.randomUUID(),
                type,
                "825",
                childRef == null ? null : keyOf(childRef),
                caseId,
                before == null ? 1 : before.sequence() + 1,
                before == null ? null : before.id(),
                LocalDate.parse(on),
                at(on),
                "send-coordinator",
                null,
                data);
        last.put(caseId, event);
        return event;
    }

    private static Instant at(String on) {
        return LondonTime.startOf(LocalDate.parse(on));
    }

    void send(CaseEvent event) {
        var topic = event.type().substring(0, event.type().lastIndexOf('.'));
        try {
            producer.send(CloudEventRecords.write(topic, event, 1)).get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    void happens(String type, String childRef, UUID caseId, String on, String data) {
        send(next(type, childRef, caseId, on, data));
    }

    /** A request for an assessment, whose plan is due on a day. */
    UUID assessment(String childRef, String on, String planDueOn) {
        var id = UUID.randomUUID();
        happens("waymark.assessments.requested", childRef, id, on, """
                {"reference": "EHC-%s", "requestedOn": "%s", "clocks": [%s]}""".formatted(
                        childRef, on, mark("start", on, planDueOn)));
        return id;
    }

    /** The personal details of a case were erased. */
    void erased(UUID caseId, String on) {
        send(new CaseEvent(
                UUID.randomUUID(),
                Erasures.ERASED,
                "825",
                null,
                caseId,
                1,
                null,
                LocalDate.parse(on),
                at(on),
                "team-manager",
                null,
                "{\"kind\": \"assessments\", \"erasedOn\": \"%s\"}".formatted(on)));
    }

    /** As {@link #assessment(String, String, String)}, with somebody who has it before its clock starts: no alert of the plan comes without them. */
    UUID assessment(String childRef, String officer, String on, String planDueOn) {
        var id = UUID.randomUUID();
        happens("waymark.assessments.requested", childRef, id, on, """
                {"reference": "EHC-%s", "requestedOn": "%s"}""".formatted(childRef, on));
        happens("waymark.assessments.assigned", childRef, id, on, """
                {"officer": "%s", "clocks": [%s]}""".formatted(officer, mark("start", on, planDueOn)));
        return id;
    }

    /** A referral with a team, before its clock starts, and nobody in particular; its assessment is due on a day. */
    UUID referral(String childRef, String team, String on, String assessmentDueOn) {
        var id = UUID.randomUUID();
        var mark = mark("start", on, assessmentDueOn).replace("ehc-plan", "assessment");
        happens("waymark.referrals.referral-made", childRef, id, on, """
                {"reference": "REF-%s", "referredOn": "%s"}""".formatted(childRef, on));
        happens("waymark.referrals.allocated", childRef, id, on, """
                {"team": "%s", "clocks": [%s]}""".formatted(team, mark));
        return id;
    }

    static String mark(String action, String startedOn, String dueOn) {
        var on = action.equals("stop") ? ", \"on\": \"" + dueOn + "\"" : "";
        return """
                {"clock": "ehc-plan", "version": 1, "action": "%s", "startedOn": "%s", "dueOn": "%s", "instance": 1%s}""".formatted(action, startedOn, dueOn, on);
    }

    @Override
    public void close() {
        producer.close();
    }
}
