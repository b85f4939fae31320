package waymark.web.audit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** Marks the application class of a service in which people's records are read: it gets an {@link AuditTrail} in its database and {@code GET /audit}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(AuditConfiguration.class)
public @interface KeepsAudit {}
