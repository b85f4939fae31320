package waymark.web;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings that every service shares.
 *
 * @param asAt the day on which the business clock starts; null for the real one
 * @param folder where the service may keep files of its own
 * @param largestBody of a request that is not an import
 * @param largestImport of an import's file
 */
@ConfigurationProperties("waymark")
public record WaymarkSettings(
        LocalDate asAt,
        @DefaultValue("data") Path folder,
        @DefaultValue("1MB") DataSize largestBody,
        @DefaultValue("256MB") DataSize largestImport,
        @DefaultValue SignIn signIn,
        @DefaultValue Kafka kafka) {

    /**
     * Whose access tokens are taken.
     *
     * @param issuer address of the OpenID provider, under which it publishes its keys
     * @param audience that a token must be meant for
     */
    public record SignIn(
            @DefaultValue("http://127.0.0.1:8090") String issuer,
            @DefaultValue("waymark") String audience) {}

    /** @param settings further client settings, as Kafka names them */
    public record Kafka(
            @DefaultValue("localhost:9092") String bootstrapServers,
            @DefaultValue Map<String, String> settings) {}
}
