package waymark.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.Properties;
import waymark.embedded.EmbeddedStore;

/**
 * The store that a system keeps its data in, for a program beside it: the one elsewhere that the settings name, else that of the system which runs on the data folder, else
 * the one that it left there, opened for the while.
 *
 * @param opened null where it is not here; folder too
 */
record KeptStore(String uri, EmbeddedStore opened, DataFolder folder) implements AutoCloseable {

    static boolean isThere(Settings settings) {
        return settings.mongo() != null || Files.isDirectory(settings.data().resolve("store"));
    }

    static KeptStore open(Settings settings) throws IOException {
        if (settings.mongo() != null) return new KeptStore(settings.mongo(), null, null);
        try {
            var folder = DataFolder.open(settings.data());
            var store = EmbeddedStore.start(folder.of("store"), 0);
            return new KeptStore(store.uri(), store, folder);
        } catch (CannotStart running) {
            // Its own store cannot be opened twice: it is asked where it is.
            return new KeptStore(addressOfRunning(settings), null, null);
        }
    }

    private static String addressOfRunning(Settings settings) throws IOException {
        var addresses = new Properties();
        try (Reader file = Files.newBufferedReader(settings.data().resolve("addresses"))) {
            addresses.load(file);
        }
        return addresses.getProperty("store");
    }

    @Override
    public void close() throws IOException {
        if (opened == null) return;
        opened.close();
        folder.close();
    }
}
