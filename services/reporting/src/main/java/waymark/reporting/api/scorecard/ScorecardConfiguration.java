package waymark.reporting.api.scorecard;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.health.MongoHealthContributorAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import waymark.calendar.BusinessClock;
import waymark.events.ChildKeys;
import waymark.events.KafkaConnection;
import waymark.reporting.events.Facts;
import waymark.reporting.events.Past;
import waymark.reporting.events.Source;
import waymark.reporting.ratings.Ratings;
import waymark.reporting.scorecard.Definitions;
import waymark.reporting.scorecard.Figures;
import waymark.reporting.scorecard.Ledger;
import waymark.reporting.scorecard.Scorecard;
import waymark.reporting.scorecard.WeeklyReport;
import waymark.reporting.scorecard.Workers;
import waymark.web.CodeLists;

/** What the scorecard and the weekly report stand on: the facts, and the store of what people enter. Neither start nor reports wait for the store. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({MongoAutoConfiguration.class, MongoHealthContributorAutoConfiguration.class})
class ScorecardConfiguration {
    @Bean
    MongoDatabase database(MongoClient client, @Value("${waymark.database:waymark}") String name) {
        return client.getDatabase(name);
    }

    /** Whoever asks learns soon that the store is away: the driver's own 30 seconds are too long for a page. */
    @Bean
    MongoClientSettingsBuilderCustomizer impatience(
            @Value("${waymark.reporting.scorecard.store-timeout}") Duration timeout) {
        return settings -> settings.applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .readTimeout(5 * timeout.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Bean
    Figures figures(List<Source<?, ?, ?>> sources, Facts facts, Past past) {
        return new Figures(sources, facts, past);
    }

    @Bean
    Definitions definitions(Figures figures, Environment settings) {
        return new Definitions(figures, new CodeLists(settings, "waymark.reporting.scorecard.measures"));
    }

    @Bean
    Ledger scorecardLedger(MongoDatabase database) {
        return new Ledger(database, "scorecard-measures");
    }

    @Bean
    Scorecard scorecard(Definitions definitions, Figures figures, Ledger scorecardLedger) {
        return new Scorecard(definitions, figures, scorecardLedger);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Ratings ratings(
            Scorecard scorecard,
            Facts facts,
            KafkaConnection kafka,
            MongoDatabase database,
            Producer<String, byte[]> producer,
            ChildKeys childKeys,
            BusinessClock clock,
            MeterRegistry metrics,
            @Value("${waymark.sweep-every}") Duration sweepEvery,
            @Value("${waymark.reporting.scorecard.rate-every}") Duration rateEvery) {
        return new Ratings(
                scorecard,
                facts,
                new Ratings.Keeping(kafka, database, producer, childKeys, sweepEvery, metrics),
                clock,
                rateEvery);
    }

    @Bean
    Workers workers(MongoDatabase database) {
        return new Workers(new Ledger(database, "workers"));
    }

    @Bean
    WeeklyReport weeklyReport(MongoDatabase database, Workers workers, Figures figures) {
        return new WeeklyReport(new Ledger(database, "weekly-reports"), workers, figures);
    }
}
