package waymark.testing;

import java.io.IOException;

/** The store and the broker that tests speak to. */
interface Servers extends AutoCloseable {
    /** The store's address, without a database's name. */
    String uri();

    String bootstrapServers();

    /** What is put after names that tests take, so that they are nobody's who was there before. */
    default String run() {
        return "";
    }

    /** How many filters read a whole collection; of the embedded store alone. */
    default long scans() {
        throw new UnsupportedOperationException("only the embedded store counts its scans");
    }

    default void stopBroker() {
        throw new UnsupportedOperationException("only the embedded broker is stopped by a test");
    }

    default void startBroker() {}

    @Override
    default void close() throws IOException {}
}
