package waymark.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoServer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.raft.RaftClient;
import org.apache.kafka.server.common.MetadataVersion;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.spring6.SpringTemplateEngine;
import waymark.embedded.EmbeddedStore;
import waymark.web.LaunchableService;

/** Sharing one class path must give a service nothing that it would not have alone. */
class SameBeansTest {

    /** Of each jar or folder that is on the launched class path and not on a service's own, a class. */
    private static final List<Class<?>> NOT_ALONE = List.of(
            LaunchedSystem.class,
            SameBeansTest.class,
            EmbeddedStore.class,
            KafkaRaftServer.class,
            MetadataVersion.class,
            RaftClient.class,
            scala.Option.class,
            MongoServer.class,
            MVStore.class,
            ByteBuf.class,
            Channel.class);

    /** The same of what some services have, and which they are. */
    private static final Map<Class<?>, Set<String>> OF_SOME = Map.of(
            OAuth2Authorization.class, Set.of("identity"),
            OAuth2AuthorizationServerAutoConfiguration.class, Set.of("identity"),
            OAuth2AuthorizedClient.class, Set.of("portal"),
            OAuth2ClientAutoConfiguration.class, Set.of("portal"),
            TemplateEngine.class, Set.of("identity", "portal", "reporting"),
            SpringTemplateEngine.class, Set.of("identity", "portal", "reporting"),
            ThymeleafAutoConfiguration.class, Set.of("identity", "portal"));

    /** What EnableWebSecurity adds by itself where a client's classes are: it serves a client that is registered, and only the portal has one. */
    private static final String OF_CLIENTS =
            "org.springframework.security.config.annotation.web.configuration.OAuth2Client";

    private static final String OF_CLIENTS_TOO = "authorizedClientManagerRegistrar";

    @TempDir
    private Path place;

    @Test
    void everyServiceHasTheSameBeansAloneAsLaunched() throws Exception {
        // Given
        Logs.keepIn(place.resolve("logs"));
        try (var system = new LaunchedSystem(Somewhere.in(place.resolve("data")))) {
            system.start();
            for (var service : Somewhere.SERVICES) {
                var launched = system.contexts().get(service.name()).getBeanDefinitionNames();

                // When
                var alone = beansAlone(service, system);

                // Then
                assertThat(ownChoice(alone))
                        .as(service.name())
                        .containsExactlyInAnyOrderElementsOf(ownChoice(launched));
            }
        }
    }

    private static List<String> ownChoice(String[] beans) {
        return Stream.of(beans)
                .filter(bean -> !bean.startsWith(OF_CLIENTS) && !bean.equals(OF_CLIENTS_TOO))
                .toList();
    }

    private String[] beansAlone(LaunchableService service, LaunchedSystem system) throws Exception {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        try (var loader = new URLClassLoader(classPathOf(service), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            // A process may set its handler of addresses once, and the launched system has.
            loader.loadClass("org.apache.catalina.webresources.TomcatURLStreamHandlerFactory")
                    .getMethod("disable")
                    .invoke(null);
            var spring = loader.loadClass("org.springframework.boot.SpringApplication");
            var application = loader.loadClass(service.application().getName());
            // A port that is known beforehand: the provider of sign-in starts at no other address than the issuer's.
            int port = Ports.freeFrom();
            String[] settings = {
                "--spring.config.name=" + service.name(),
                "--spring.config.location=classpath:/" + service.name() + "/",
                "--server.port=" + port,
                "--spring.mongodb.uri=" + system.addresses().get("store"),
                "--waymark.kafka.bootstrap-servers=" + system.addresses().get("broker"),
                "--waymark.sign-in.issuer=http://127.0.0.1:" + port,
                "--waymark.sign-in.portal-secret=a-secret-for-a-portal-that-is-alone",
                "--waymark.child-key-secret=a-secret-for-a-service-that-is-alone",
                "--waymark.folder=" + place.resolve(service.name())
            };
            try (var context = (AutoCloseable)
                    spring.getMethod("run", Class.class, String[].class).invoke(null, application, settings)) {
                return (String[])
                        context.getClass().getMethod("getBeanDefinitionNames").invoke(context);
            } catch (InvocationTargetException failed) {
                throw new AssertionError(service.name() + " does not start alone", failed.getCause());
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] classPathOf(LaunchableService service) throws Exception {
        var elsewhere = new ArrayList<URI>();
        for (var type : NOT_ALONE) elsewhere.add(origin(type));
        for (var some : OF_SOME.entrySet()) {
            if (!some.getValue().contains(service.name())) elsewhere.add(origin(some.getKey()));
        }
        for (var other : Somewhere.SERVICES) {
            if (other != service) elsewhere.add(origin(other.application()));
        }
        var own = new ArrayList<URL>();
        for (var entry : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
            var place = Path.of(entry).toUri();
            if (!elsewhere.contains(place)) own.add(place.toURL());
        }
        return own.toArray(URL[]::new);
    }

    private static URI origin(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toUri();
    }
}
