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
import java.util.regex.Pattern;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.raft.RaftClient;
import org.apache.kafka.server.common.MetadataVersion;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
                assertThat(alone).as(service.name()).containsExactlyInAnyOrder(launched);
            }
        }
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
            String[] settings = {
                "--spring.config.name=" + service.name(),
                "--spring.config.location=classpath:/" + service.name() + "/",
                "--server.port=0",
                "--spring.mongodb.uri=" + system.addresses().get("store"),
                "--waymark.kafka.bootstrap-servers=" + system.addresses().get("broker"),
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
