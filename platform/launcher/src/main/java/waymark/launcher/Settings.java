package waymark.launcher;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the launched system is told from outside, checked.
 *
 * @param data the folder that holds everything the system keeps
 * @param portsFrom the first port: a service listens on this plus its own offset
 * @param asAt the day on which the business clock starts, or null for the real one
 * @param kafka host:port of a broker elsewhere; null to start one in this process
 * @param kafkaSettings further settings for clients of that broker, as Kafka names them
 * @param mongo address of a store elsewhere; null to start one in this process
 * @param provider who signs people in; null for the demonstration's users, in this process
 */
public record Settings(
        Path data,
        int portsFrom,
        LocalDate asAt,
        String kafka,
        Map<String, String> kafkaSettings,
        String mongo,
        Provider provider) {

    private static final int FIRST_PORT = 1_024;
    private static final int LAST_PORT = 65_535 - Ports.MOST;

    /**
     * An OpenID provider elsewhere.
     *
     * @param issuer its address, as it stands in its tokens
     * @param portalClient the portal's client id there
     * @param portalSecret the portal's secret there
     */
    public record Provider(URI issuer, String portalClient, String portalSecret) {
        /** Without the secret, in case it is ever logged. */
        @Override
        public String toString() {
            return "Provider[issuer=%s, portalClient=%s]".formatted(issuer, portalClient);
        }
    }

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
                Map.of(),
                value(given, "MONGO").orElse(null),
                provider(given));
    }

    Settings withKafkaSettings(Map<String, String> kafkaSettings) {
        return new Settings(data, portsFrom, asAt, kafka, Map.copyOf(kafkaSettings), mongo, provider);
    }

    private static Provider provider(UnaryOperator<String> given) throws Unusable {
        var issuer = value(given, "ISSUER");
        var secret = value(given, "PORTAL_SECRET");
        boolean demoUsers = demoUsers(value(given, "DEMO_USERS"), issuer.isEmpty());
        if (issuer.isEmpty()) {
            if (!demoUsers) {
                throw new Unusable(
                        "DEMO_USERS=off leaves nobody who can sign in: name the provider that people sign in with, ISSUER=https://...");
            }
            // Whoever gives it means a provider of their own, and must not get accounts with a published password for
            // want of a name.
            if (secret.isPresent()) {
                throw new Unusable(
                        "PORTAL_SECRET is the portal's at another provider, and none is named: give ISSUER=https://... too, or neither.");
            }
            return null;
        }
        if (demoUsers) {
            throw new Unusable(
                    "ISSUER and DEMO_USERS=on exclude each other: accounts with a published password have no place beside a provider. Leave one out.");
        }
        if (secret.isEmpty()) {
            throw new Unusable(
                    "ISSUER=%s needs PORTAL_SECRET, the portal's secret at that provider (and PORTAL_CLIENT, where its id there is not portal)."
                            .formatted(issuer.get()));
        }
        return new Provider(issuer(issuer.get()), value(given, "PORTAL_CLIENT").orElse("portal"), secret.get());
    }

    private static boolean demoUsers(Optional<String> text, boolean otherwise) throws Unusable {
        return switch (text.orElse(otherwise ? "on" : "off")) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new Unusable("DEMO_USERS=%s is neither on nor off.".formatted(text.get()));
        };
    }

    private static URI issuer(String text) throws Unusable {
        try {
            var issuer = new URI(text);
            if (isSafe(issuer) && issuer.getQuery() == null && issuer.getFragment() == null) return issuer;
        } catch (URISyntaxException noAddress) {
            throw unusableIssuer(text);
        }
        throw unusableIssuer(text);
    }

    /** Secrets and tokens go there: in the clear within this machine alone. */
    private static boolean isSafe(URI issuer) {
        if (issuer.getHost() == null || issuer.getScheme() == null) return false;
        return switch (issuer.getScheme()) {
            case "https" -> true;
            case "http" -> List.of("127.0.0.1", "localhost").contains(issuer.getHost());
            default -> false;
        };
    }

    private static Unusable unusableIssuer(String text) {
        return new Unusable(
                "ISSUER=%s is not a provider's address: give it as it stands in the provider's tokens, such as https://sign-in.example.org."
                        .formatted(text));
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
