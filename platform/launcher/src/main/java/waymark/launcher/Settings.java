package waymark.launcher;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the launched system is told from outside, checked.
 *
 * @param data the folder that holds everything the system keeps
 * @param portsFrom the first port: a service listens on this plus its own offset
 * @param asAt the day on which the business clock starts, or null for the real one
 * @param kafka host:port of a broker elsewhere; null to start one in this process
 * @param mongo address of a store elsewhere; null to start one in this process
 */
public record Settings(Path data, int portsFrom, LocalDate asAt, String kafka, String mongo) {

    private static final int FIRST_PORT = 1_024;
    private static final int LAST_PORT = 65_535 - Ports.MOST;

    /** A setting that cannot be used; its message says which one, why, and what to give instead. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message, null, false, false);
        }
    }

    /** @param given a setting's value by its name; null or blank where it is not set */
    public static Settings from(UnaryOperator<String> given) throws Unusable {
        var asAt = asAt(value(given, "AS_AT"));
        var data = value(given, "DATA").orElse(asAt == null ? "data" : "data-as-at-" + asAt);
        return new Settings(
                Path.of(data).toAbsolutePath().normalize(),
                portsFrom(value(given, "PORTS_FROM")),
                asAt,
                value(given, "KAFKA").orElse(null),
                value(given, "MONGO").orElse(null));
    }

    private static Optional<String> value(UnaryOperator<String> given, String name) {
        return Optional.ofNullable(given.apply(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static int portsFrom(Optional<String> text) throws Unusable {
        if (text.isEmpty()) return 8080;
        if (text.get().matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(text.get());
            if (port >= FIRST_PORT && port <= LAST_PORT) return port;
        }
        throw new Unusable("PORTS_FROM=%s is not a port to begin with: give a number from %d to %d, such as 18080."
                .formatted(text.get(), FIRST_PORT, LAST_PORT));
    }

    private static LocalDate asAt(Optional<String> text) throws Unusable {
        if (text.isEmpty()) return null;
        try {
            return LocalDate.parse(text.get());
        } catch (DateTimeParseException notADay) {
            throw new Unusable(
                    "AS_AT=%s is not a day: give one as year-month-day, such as 2022-07-31.".formatted(text.get()));
        }
    }
}
