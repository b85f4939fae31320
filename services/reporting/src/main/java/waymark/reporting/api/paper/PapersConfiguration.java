package waymark.reporting.api.paper;

import com.mongodb.client.MongoDatabase;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import waymark.reporting.events.Facts;
import waymark.reporting.papers.Papers;
import waymark.reporting.papers.Releases;
import waymark.reporting.scorecard.Ledger;
import waymark.reporting.scorecard.Scorecard;

/** What papers stand on: the facts and the scorecard, and the store of releases and drafts. */
@Configuration(proxyBeanMethods = false)
class PapersConfiguration {
    @Bean
    Papers papers(Facts facts, Scorecard scorecard) {
        return new Papers(facts, scorecard);
    }

    @Bean
    Releases releases(MongoDatabase database) {
        return new Releases(database);
    }

    @Bean
    Ledger paperDrafts(MongoDatabase database) {
        return new Ledger(database, "paper-drafts");
    }
}
