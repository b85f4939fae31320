package waymark.web.visits;

import static com.mongodb.client.model.Filters.lte;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import waymark.casefile.CaseFile;
import waymark.web.Caller;
import waymark.web.Page;
import waymark.web.cases.CaseEndpoint;
import waymark.web.cases.Column;
import waymark.web.cases.CommandBody;
import waymark.web.cases.Happened;
import waymark.web.cases.KeepingController;
import waymark.web.cases.KeptCases;
import waymark.web.cases.ListFields;
import waymark.web.cases.OpeningBody;
import waymark.web.cases.Personal;
import waymark.web.imports.ImportReport;
import waymark.web.imports.RegisterImports;

/** All that a service writes for its HTTP side. */
@RestController
@RequestMapping("/visits")
class VisitsController extends KeepingController<Visit, VisitsController.VisitView> {
    private static final ListFields FIELDS = new ListFields("plannedOn")
            .filter("status", "state.status", List.of("planned", "made"))
            .filter("manner", "state.manner", Visit.Manner.class)
            .filterAndSort("place", "state.place")
            .sort("plannedOn", "state.plannedOn")
            .assigned("state.place")
            .condition(
                    "plannedWithin",
                    (text, today) -> lte(
                            "state.plannedOn",
                            today.plusDays(ListFields.days("plannedWithin", text))
                                    .toString()));

    private static final List<Column<VisitView>> COLUMNS = List.of(
            new Column<>("visit_ref", VisitView::visitRef),
            new Column<>("place", VisitView::place),
            new Column<>("manner", VisitView::manner),
            new Column<>("days_since_planned", VisitView::daysSincePlanned));

    private final CaseEndpoint<Visit, Visit.Command, VisitView> visits;
    private final RegisterImports<Visit.Command> imports;

    VisitsController(KeptCases<Visit, Visit.Command, Visit.Event> visits, RegisterImports<Visit.Command> imports) {
        super(visits.endpoint("visit", "VIS", VisitView::of));
        this.visits = visits.endpoint("visit", "VIS", VisitView::of);
        this.imports = imports;
    }

    record Planned(
            String visitRef,
            String childRef,
            LocalDate plannedOn,
            String place,
            Visit.Manner manner,
            Personal personal,
            String notes)
            implements OpeningBody<Visit.Command> {
        @Override
        public String reference() {
            return visitRef;
        }

        @Override
        public Visit.Command command(LocalDate today, Instant now, String reference) {
            return new Visit.Plan(plannedOn == null ? today : plannedOn, place, manner);
        }
    }

    record Made(LocalDate madeOn, Personal personal, String notes) implements CommandBody<Visit.Command> {
        @Override
        public Visit.Command command(LocalDate today, Instant now) {
            return new Visit.Make(madeOn == null ? today : madeOn);
        }
    }

    record VisitView(
            UUID id,
            String visitRef,
            String place,
            Visit.Manner manner,
            LocalDate madeOn,
            long daysSincePlanned,
            Map<String, Object> personal) {
        static VisitView of(CaseFile<Visit> file, LocalDate today) {
            return switch (file.state()) {
                case Visit.Planned(var plannedOn, var place, var manner) ->
                    of(file, place, manner, null, today.toEpochDay() - plannedOn.toEpochDay());
                case Visit.Made(var plannedOn, var place, var manner, var madeOn) ->
                    of(file, place, manner, madeOn, today.toEpochDay() - plannedOn.toEpochDay());
                case Visit.Unknown() -> throw new IllegalStateException("a case file begins with its opening");
            };
        }

        private static VisitView of(
                CaseFile<Visit> file, String place, Visit.Manner manner, LocalDate madeOn, long days) {
            return new VisitView(file.id(), file.reference(), place, manner, madeOn, days, file.personal());
        }
    }

    record History(String visitRef, List<Happened> history) {}

    @PostMapping
    ResponseEntity<VisitView> plan(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) String idempotencyKey,
            @RequestBody Planned body) {
        return visits.open(caller, idempotencyKey, body);
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<VisitView> list(
            Caller caller,
            @RequestParam Map<String, String> filters,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return visits.list(caller, FIELDS, filters, page, size);
    }

    @GetMapping(produces = "text/csv")
    void export(Caller caller, @RequestParam Map<String, String> filters, HttpServletResponse response)
            throws IOException {
        visits.export(caller, FIELDS, filters, COLUMNS, response);
    }

    @GetMapping("/{id}")
    ResponseEntity<History> one(Caller caller, @PathVariable UUID id) {
        return visits.one(caller, id, (file, history) -> new History(file.reference(), history));
    }

    @PostMapping("/{id}/making")
    ResponseEntity<VisitView> make(
            Caller caller, @PathVariable UUID id, HttpServletRequest http, @RequestBody Made body) {
        return visits.execute("making", caller, id, http, body);
    }

    @PostMapping("/imports")
    ResponseEntity<ImportReport> take(
            Caller caller,
            HttpServletRequest http,
            @RequestParam(required = false) LocalDate completeFrom,
            @RequestParam(defaultValue = "false") boolean partial)
            throws IOException {
        return imports.take(caller, http, completeFrom, partial);
    }

    @GetMapping("/imports/{id}")
    ResponseEntity<ImportReport> find(Caller caller, @PathVariable UUID id) {
        return imports.find(caller, id);
    }
}
