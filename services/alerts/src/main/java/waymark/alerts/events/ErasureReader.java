package waymark.alerts.events;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.alerts.domain.Alert;
import waymark.alerts.domain.AlertCommand;
import waymark.alerts.domain.AlertEvent;
import waymark.calendar.BusinessClock;
import waymark.casefile.CaseFiles;
import waymark.casefile.Erasures;
import waymark.casefile.Instruction;
import waymark.casefile.Recorder;
import waymark.events.CaseEvent;
import waymark.events.CloudEventRecords;
import waymark.events.DeadLetters;
import waymark.events.GroupFollower;
import waymark.events.KafkaConnection;
import waymark.events.UnreadableEvent;

/** Where the personal details of a case were erased, what people wrote in the alerts about it is erased too, and whatever of them is open ends. History and figures stay. */
public final class ErasureReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ErasureReader.class);
    private static final String SYSTEM = "system";

    private final CaseFiles<Alert, AlertCommand, AlertEvent> alerts;
    private final ErasedCases erasedCases;
    private final DeadLetters deadLetters;
    private final BusinessClock clock;
    private final GroupFollower follower;

    /** @param group of the instances that share the reading */
    public ErasureReader(
            KafkaConnection kafka,
            String group,
            CaseFiles<Alert, AlertCommand, AlertEvent> alerts,
            ErasedCases erasedCases,
            DeadLetters deadLetters,
            BusinessClock clock) {
        this.alerts = alerts;
        this.erasedCases = erasedCases;
        this.deadLetters = deadLetters;
        this.clock = clock;
        follower = new GroupFollower(kafka, "alerts-erasures", group, List.of(Erasures.TOPIC), this::erase);
    }

    public void start() {
        follower.start();
    }

    @Override
    public void close() {
        follower.close();
    }

    private void erase(ConsumerRecords<String, byte[]> records) throws InterruptedException, ExecutionException {
        for (var message : records) {
            try {
                var event = CloudEventRecords.read(message);
                if (event.type().equals(Erasures.ERASED)) erase(event);
            } catch (UnreadableEvent senseless) {
                deadLetters.keep(message, senseless.getMessage());
                log.warn("a record was put to the dead letters: {}", senseless.getMessage());
            }
        }
    }

    private void erase(CaseEvent erased) {
        // First, so that whatever is raised or written meanwhile is seen by whoever does so.
        erasedCases.add(erased.caseId());
        var by = new Recorder(erased.authority(), SYSTEM, SYSTEM, clock.now(), null);
        var about = new ArrayList<UUID>();
        alerts.list(
                erased.authority(),
                and(eq(AlertKinds.CASE_ID, erased.caseId().toString()), exists("erased", false)),
                Sorts.ascending("reference"),
                0,
                0,
                alert -> about.add(alert.id()));
        for (var id : about) {
            var end = new AlertCommand.Withdraw(Alert.Withdrawal.CASE_ERASED, by.recordedAt());
            alerts.execute(by, id, Instruction.of(end));
            alerts.keeping().eraseWithCase(by, id);
        }
    }
}
