package waymark.launcher;

import java.time.Instant;
import java.util.List;

/**
 * What a backup holds.
 *
 * @param format of the folder, from 1
 * @param takenAt when it was begun, by the system's clock
 * @param collections in the order in which they were read
 * @param secrets files of the data folder that go with it
 */
record Manifest(int format, Instant takenAt, List<Collection> collections, List<Secret> secrets) {
    static final int FORMAT = 1;

    /**
     * @param file its documents as BSON, one after the other, gzipped
     * @param bytes of the file
     * @param sha256 of the file, in hexadecimal digits
     * @param indexes but for that of the ids, as extended JSON: key, name, unique, sparse ...
     */
    record Collection(
            String database,
            String name,
            String file,
            long documents,
            long bytes,
            String sha256,
            List<String> indexes) {}

    record Secret(String file, String sha256) {}

    long documents() {
        return collections.stream().mapToLong(Collection::documents).sum();
    }
}
