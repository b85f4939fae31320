package waymark.alerts.notices;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Where e-mails are handed in. */
@FunctionalInterface
interface Mailbox {
    /** @param notice whose message it is */
    void send(UUID notice, MimeMessage message) throws MessagingException, IOException;

    /** A folder in the place of a mail server: one file a message, under the notice's id, whole or not at all. */
    static Mailbox folder(Path folder) {
        return (notice, message) -> {
            Files.createDirectories(folder);
            var whole = Files.createTempFile(folder, "mail-", ".new");
            try {
                try (var out = Files.newOutputStream(whole)) {
                    message.writeTo(out);
                }
                try (var written = FileChannel.open(whole, StandardOpenOption.WRITE)) {
                    written.force(true);
                }
                Files.move(whole, folder.resolve(notice + ".eml"), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(whole);
            }
        };
    }
}
