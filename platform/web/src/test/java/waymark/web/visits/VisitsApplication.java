package waymark.web.visits;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import waymark.calendar.BusinessClock;
import waymark.casefile.CaseFiles;
import waymark.events.ChildKeys;
import waymark.web.Caller;
import waymark.web.Recorders;
import waymark.web.WaymarkService;
import waymark.web.WaymarkSettings;
import waymark.web.imports.ImportReport;
import waymark.web.imports.Imports;

/** The smallest service: its HTTP side is the platform's, its requests are the tests'. */
@WaymarkService
@Import(VisitsApplication.Requests.class)
class VisitsApplication {
    @Bean
    MongoClient client(@Value("${visits.store}") String uri) {
        return MongoClients.create(uri);
    }

    @Bean
    MongoDatabase database(MongoClient client) {
        return client.getDatabase("visits");
    }

    @Bean
    CaseFiles<Visit, Visit.AsSourced, Visit.Event> visits(MongoDatabase database) {
        var keys = new ChildKeys("a secret for the tests, long enough for a key".getBytes(StandardCharsets.UTF_8));
        return new CaseFiles<>(Visit.KIND, database, keys, written -> {});
    }

    @Bean
    Imports<Visit.AsSourced> imports(
            CaseFiles<Visit, Visit.AsSourced, Visit.Event> visits,
            MongoDatabase database,
            Recorders recorders,
            BusinessClock clock,
            MeterRegistry metrics,
            WaymarkSettings settings) {
        return new Imports<>(
                "visits",
                visits,
                new VisitRows(),
                database,
                recorders,
                clock,
                metrics,
                settings.folder(),
                new Imports.Limits(1_000, 20_000, 2));
    }

    enum Manner {
        AT_HOME,
        AT_SCHOOL
    }

    record NewVisit(String childRef, LocalDate plannedOn, Manner manner, Integer minutes, List<Guest> guests) {}

    record Guest(String name, boolean related) {}

    @RestController
    static class Requests {
        private final Imports<Visit.AsSourced> imports;

        Requests(Imports<Visit.AsSourced> imports) {
            this.imports = imports;
        }

        @PostMapping("/visits")
        NewVisit plan(@RequestBody NewVisit visit) {
            return visit;
        }

        @GetMapping("/visits")
        LocalDate list(@RequestParam LocalDate from, @RequestParam(defaultValue = "0") int page) {
            return from.plusDays(page);
        }

        @GetMapping("/visits/{id}")
        UUID one(@PathVariable UUID id) {
            return id;
        }

        @GetMapping("/caller")
        Caller caller(Caller caller) {
            return caller;
        }

        @GetMapping("/fault")
        void fault() {
            throw new IllegalStateException("words for nobody outside");
        }

        @GetMapping("/disk-full")
        void diskFull() throws IOException {
            throw new IOException("No space left on device");
        }

        @PostMapping("/visits/imports")
        ResponseEntity<ImportReport> take(
                Caller caller,
                HttpServletRequest request,
                @RequestParam(defaultValue = "false") boolean partial,
                @RequestHeader(name = "Prefer", required = false) String prefer)
                throws IOException {
            return imports.take(caller, request.getInputStream(), request.getContentType(), partial, prefer, () -> {});
        }

        @GetMapping("/visits/imports/{id}")
        ResponseEntity<ImportReport> find(Caller caller, @PathVariable UUID id) {
            return imports.find(caller, id);
        }
    }
}
