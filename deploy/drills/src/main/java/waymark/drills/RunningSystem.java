package waymark.drills;

import java.net.URI;
import java.util.List;
import waymark.testing.Credentials;

/** A system that runs, as its clients see it: in one process, or several instances of each service. */
interface RunningSystem {

    /** @param turn of instances: another one where it is one more, and where there are several */
    URI uri(String service, String path, int turn);

    default URI uri(String service, String path) {
        return uri(service, path, 0);
    }

    /** host:port for a Kafka client. */
    String kafka();

    /** With every role. */
    Credentials officer();

    /** The system by one instance of each service, then by the next: what one says, each has to say. */
    List<RunningSystem> views();
}
