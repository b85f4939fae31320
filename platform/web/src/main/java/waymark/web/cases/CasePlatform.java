package waymark.web.cases;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import tools.jackson.databind.json.JsonMapper;
import waymark.calendar.BusinessClock;
import waymark.events.ChildKeys;
import waymark.web.Recorders;

/**
 * What every kind of case in a service stands on.
 *
 * @param sweepEvery how often the store is searched for cases that Kafka has not got
 * @param folder where the service may keep files of its own
 * @param json as the HTTP side writes it
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
        JsonMapper json) {}
