package waymark.testing;

import java.util.UUID;

/**
 * A real MongoDB and a real Kafka, on which classes with the tag {@code containers-too} run again under {@code -Pcontainers}: those that {@code waymark.tests.mongo} and
 * {@code waymark.tests.kafka} name, else containers.
 *
 * @param run put after names, since others may have been there
 * @param containers null where they are others
 */
record RealServers(String uri, String bootstrapServers, String run, Containers containers) implements Servers {
    static final String ABSENT =
            "Docker is absent, and neither -Dwaymark.tests.mongo nor -Dwaymark.tests.kafka names another: nothing was tried on a real MongoDB and Kafka";

    /** Whether this run of the tests is to be on them. */
    static boolean areWanted() {
        return Boolean.getBoolean("waymark.tests.containers");
    }

    static boolean areThere() {
        return areGiven() || Containers.isDockerThere();
    }

    private static boolean areGiven() {
        return System.getProperty("waymark.tests.mongo") != null && System.getProperty("waymark.tests.kafka") != null;
    }

    static RealServers start() {
        var run = "-" + UUID.randomUUID().toString().substring(0, 8);
        if (areGiven()) {
            return new RealServers(
                    System.getProperty("waymark.tests.mongo"), System.getProperty("waymark.tests.kafka"), run, null);
        }
        var containers = Containers.start();
        return new RealServers(containers.uri(), containers.bootstrapServers(), run, containers);
    }

    @Override
    public void close() {
        if (containers != null) containers.close();
    }
}
