package waymark.web;

import org.springframework.boot.SpringApplication;

/** A service as the launcher starts it; found by {@link java.util.ServiceLoader}, so that the platform knows no service. */
public interface LaunchableService {
    /** Also its configuration's name and the folder of its resources. */
    String name();

    /** Its port is the first port plus this: 8080 + 1, or what PORTS_FROM says + 1. */
    int portOffset();

    /** Its application class. */
    Class<?> application();

    /** Starts it alone, in a process of its own. */
    default void startAlone(String... arguments) {
        System.setProperty("spring.config.name", name());
        System.setProperty("spring.config.location", "classpath:/" + name() + "/");
        SpringApplication.run(application(), arguments);
    }
}
