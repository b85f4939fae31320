package waymark.web;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings that every service shares.
 *
 * @param asAt the day on which the business clock starts; null for the real one
 * @param authority DfE number of the authority of a caller who names none
 * @param actor who acts, where the caller names nobody
 * @param roles of every caller, until there is sign-in
 * @param folder where the service may keep files of its own
 * @param largestBody of a request that is not an import
 * @param largestImport of an import's file
 */
@ConfigurationProperties("waymark")
public record WaymarkSettings(
        LocalDate asAt,
        @DefaultValue("825") String authority,
        @DefaultValue("system") String actor,
        @DefaultValue("cme-officer") Set<String> roles,
        @DefaultValue("data") Path folder,
        @DefaultValue("1MB") DataSize largestBody,
        @DefaultValue("256MB") DataSize largestImport,
        @DefaultValue Kafka kafka) {

    /** @param settings further client settings, as Kafka names them */
    public record Kafka(
            @DefaultValue("localhost:9092") String bootstrapServers,
            @DefaultValue Map<String, String> settings) {}
}
