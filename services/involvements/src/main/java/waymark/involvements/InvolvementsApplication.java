package waymark.involvements;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.io.ResourceLoader;
import waymark.calendar.BusinessClock;
import waymark.calendar.Counting;
import waymark.casefile.CaseFiles;
import waymark.casefile.CaseKind;
import waymark.casefile.Publication;
import waymark.events.ChildKeys;
import waymark.involvements.api.RegisterRows;
import waymark.involvements.domain.Codes;
import waymark.involvements.domain.Involvement;
import waymark.involvements.domain.InvolvementCommand;
import waymark.involvements.domain.InvolvementCourse;
import waymark.involvements.domain.InvolvementEvent;
import waymark.involvements.domain.Register;
import waymark.involvements.domain.ReviewPolicy;
import waymark.involvements.events.CodeLists;
import waymark.involvements.events.InvolvementKinds;
import waymark.web.Answers;
import waymark.web.KeepsCases;
import waymark.web.Recorders;
import waymark.web.WaymarkService;
import waymark.web.WaymarkSettings;
import waymark.web.imports.Imports;

/** Involvements with children missing education, on port 8081. */
@WaymarkService
@KeepsCases
@ComponentScan(basePackages = "waymark.involvements.api")
public class InvolvementsApplication {
    public static void main(String[] arguments) {
        System.setProperty("spring.config.name", "involvements");
        System.setProperty("spring.config.location", "classpath:/involvements/");
        SpringApplication.run(InvolvementsApplication.class, arguments);
    }

    @Bean
    Codes codes(ResourceLoader resources, @Value("${waymark.involvements.code-lists}") String folder) {
        return new CodeLists(resources, folder).read();
    }

    @Bean
    CaseKind<Involvement, InvolvementCommand, InvolvementEvent> involvementKind(
            Codes codes,
            @Value("${waymark.involvements.review-days-if-open-to-social-care}") int weekly,
            @Value("${waymark.involvements.review-days-otherwise}") int otherwise,
            @Value("${waymark.involvements.review-counting}") Counting counting) {
        var reviews = new ReviewPolicy(ReviewPolicy.USUAL.version(), weekly, otherwise, counting);
        return InvolvementKinds.involvements(new InvolvementCourse(codes, reviews));
    }

    @Bean
    Publication involvementPublication(
            CaseKind<Involvement, InvolvementCommand, InvolvementEvent> involvementKind,
            MongoDatabase database,
            Producer<String, byte[]> producer,
            @Value("${waymark.sweep-every}") Duration sweepEvery,
            MeterRegistry metrics) {
        return new Publication(involvementKind, database, producer, sweepEvery, metrics);
    }

    @Bean
    Publication registerPublication(
            MongoDatabase database,
            Producer<String, byte[]> producer,
            @Value("${waymark.sweep-every}") Duration sweepEvery,
            MeterRegistry metrics) {
        return new Publication(InvolvementKinds.registers(), database, producer, sweepEvery, metrics);
    }

    @Bean
    CaseFiles<Involvement, InvolvementCommand, InvolvementEvent> involvements(
            CaseKind<Involvement, InvolvementCommand, InvolvementEvent> involvementKind,
            MongoDatabase database,
            ChildKeys childKeys,
            Publication involvementPublication) {
        return new CaseFiles<>(involvementKind, database, childKeys, involvementPublication);
    }

    @Bean
    CaseFiles<Register, Register.Declare, Register.Event> registers(
            MongoDatabase database, ChildKeys childKeys, Publication registerPublication) {
        return new CaseFiles<>(InvolvementKinds.registers(), database, childKeys, registerPublication);
    }

    @Bean
    Imports<InvolvementCommand> imports(
            CaseFiles<Involvement, InvolvementCommand, InvolvementEvent> involvements,
            Codes codes,
            MongoDatabase database,
            Recorders recorders,
            BusinessClock clock,
            MeterRegistry metrics,
            WaymarkSettings settings) {
        return new Imports<>(
                InvolvementKinds.INVOLVEMENTS,
                involvements,
                new RegisterRows(codes),
                database,
                recorders,
                clock,
                metrics,
                settings.folder().resolve("imports"),
                Imports.Limits.DEFAULT);
    }

    @Bean
    Answers answers(MeterRegistry metrics) {
        return new Answers(metrics, InvolvementKinds.INVOLVEMENTS);
    }
}
