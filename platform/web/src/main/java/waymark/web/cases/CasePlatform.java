package waymark.web.cases;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.core.env.PropertyResolver;
import tools.jackson.databind.json.JsonMapper;
import waymark.calendar.BusinessClock;
import waymark.casefile.Viewer;
import waymark.events.ChildKeys;
import waymark.web.Caller;
import waymark.web.Recorders;
import waymark.web.audit.AuditTrail;

/**
 * What every kind of case in a service stands on.
 *
 * @param sweepEvery how often the store is searched for cases that Kafka has not got
 * @param folder where the service may keep files of its own
 * @param json as the HTTP side writes it
 * @param audit where is set down who reads what
 * @param settings for how long cases of each kind are kept: {@code waymark.retention.<kind>}
 */
public record CasePlatform(
        MongoDatabase database,
        Producer<String, byte[]> producer,
        ChildKeys childKeys,
        Duration sweepEvery,
        Recorders recorders,
        BusinessClock clock,
        MeterRegistry metrics,
        Path folder,
        JsonMapper json,
        AuditTrail audit,
        PropertyResolver settings) {
    /** As the cases see a caller. */
    Viewer viewer(Caller caller) {
        return new Viewer(caller.authority(), caller.actor(), caller.teams(), clock.today());
    }
}
