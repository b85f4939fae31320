package waymark.launcher;

import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.util.List;
import waymark.web.audit.AuditVerification;

/** Checks the audit trail of a data folder: in the store of the system that runs on it, else in the one that it left there. */
public final class VerifyAudit {
    private static final int FAULT = 1;

    private VerifyAudit() {}

    /** Takes what {@link Beside} takes. Ends with 1 where an entry was changed, removed, inserted or exchanged. */
    public static void main(String[] arguments) throws Exception {
        Beside.run(settings -> {
            if (!verify(settings)) System.exit(FAULT);
        });
    }

    /** Tells of every chain on standard output and answers whether there was no fault. */
    static boolean verify(Settings settings) throws IOException {
        if (!KeptStore.isThere(settings)) {
            System.out.printf("There is nothing in %s to be checked.%n", settings.data());
            return true;
        }
        try (var store = KeptStore.open(settings);
                var client = MongoClients.create(store.uri())) {
            return AuditVerification.verify(client, List.of(), System.out::println);
        }
    }
}
