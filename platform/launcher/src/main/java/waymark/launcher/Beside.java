package waymark.launcher;

import java.util.Map;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/**
 * Runs a program beside the system, on what the system keeps. It takes its settings as {@link Waymark} does. Where those name neither DATA nor MONGO, the store and the broker are those that a
 * service in its place would be told of, by the environment or by files of secrets (SPRING_CONFIG_IMPORT), if it would.
 */
final class Beside {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private static final Map<String, String> NAMES_FOR_SERVICES =
            Map.of("MONGO", "spring.mongodb.uri", "KAFKA", "waymark.kafka.bootstrap-servers");

    /** Is given settings that were checked. */
    interface Program {
        void run(Settings settings) throws Exception;
    }

    private Beside() {}

    /** Ends the process with 1 where the program refuses, with 2 where a setting cannot be used. */
    static void run(Program program) throws Exception {
        try {
            Logs.keepIn(Settings.from(Beside::given).data().resolve("logs"));
            program.run(settings());
        } catch (Settings.Unusable unusable) {
            System.err.println(unusable.getMessage());
            System.exit(MISUSED);
        } catch (Refusal | CannotStart refusal) {
            System.err.println(refusal.getMessage());
            System.exit(FAILED);
        }
    }

    private static Settings settings() throws Settings.Unusable {
        if (given("DATA") != null || given("MONGO") != null) return Settings.from(Beside::given);
        var services = servicesSettings();
        return Settings.from(name -> NAMES_FOR_SERVICES.containsKey(name)
                        ? services.getProperty(NAMES_FOR_SERVICES.get(name))
                        : given(name))
                .withKafkaSettings(Binder.get(services)
                        .bind("waymark.kafka.settings", Bindable.mapOf(String.class, String.class))
                        .orElse(Map.of()));
    }

    /** A system property, else a variable of the environment; null where it is neither. */
    static String given(String name) {
        var value = System.getProperty(name, System.getenv(name));
        return value == null || value.isBlank() ? null : value;
    }

    private static ConfigurableEnvironment servicesSettings() {
        var environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        ConfigurationPropertySources.attach(environment);
        return environment;
    }
}
