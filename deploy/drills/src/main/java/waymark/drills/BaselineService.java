package waymark.drills;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import waymark.web.LaunchableService;
import waymark.web.WaymarkService;
import waymark.web.access.ResourceServer;

/**
 * What opening an involvement is measured against: a controller that does one insert of the same document and nothing else, launched beside the
 * services in the same process. It is on the class path of a benchmark only.
 */
public final class BaselineService implements LaunchableService {

    @Override
    public String name() {
        return "baseline";
    }

    @Override
    public int portOffset() {
        return 9;
    }

    @Override
    public Class<?> application() {
        return Application.class;
    }

    /** Everything around the controller is as the services have it: each insert is let in by its token and a line of the table, too. */
    @WaymarkService
    @ResourceServer
    @ImportAutoConfiguration(MongoAutoConfiguration.class)
    @Import(Inserts.class)
    static class Application {}

    @RestController
    static final class Inserts {
        private final MongoCollection<Document> involvements;
        private final MongoCollection<Document> inserted;
        private volatile Document template;

        Inserts(MongoClient client) {
            var database = client.getDatabase("waymark");
            involvements = database.getCollection("involvements");
            inserted = database.getCollection("baseline");
        }

        /** Names the involvement whose document is to be inserted from now on, under other ids. */
        @PostMapping("/template/{id}")
        @ResponseStatus(HttpStatus.NO_CONTENT)
        void take(@PathVariable String id) {
            template = involvements.find(new Document("_id", id)).first();
        }

        @PostMapping("/inserts")
        @ResponseStatus(HttpStatus.CREATED)
        Map<String, Object> insert(@RequestBody Map<String, Object> body) {
            var document =
                    new Document(template).append("_id", UUID.randomUUID().toString());
            inserted.insertOne(document);
            return body;
        }
    }
}
