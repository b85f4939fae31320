package waymark.web.cases;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.health.MongoHealthContributorAutoConfiguration;
import org.springframework.context.annotation.Import;
import waymark.web.audit.KeepsAudit;

/** Marks the application class of a service that keeps cases in MongoDB, publishes their events and sets down who reads them. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@KeepsAudit
@Import(CasesConfiguration.class)
@ImportAutoConfiguration({MongoAutoConfiguration.class, MongoHealthContributorAutoConfiguration.class})
public @interface KeepsCases {}
