package waymark.web.visits;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import waymark.web.WaymarkService;
import waymark.web.access.ResourceServer;
import waymark.web.cases.CasePlatform;
import waymark.web.cases.KeepsCases;
import waymark.web.cases.KeptCases;
import waymark.web.imports.Imports;
import waymark.web.imports.Register;
import waymark.web.imports.RegisterImports;

/** The smallest service that keeps cases. */
@WaymarkService
@KeepsCases
@ResourceServer
@Import({VisitsController.class, EchoController.class})
class VisitsApplication {
    @Bean
    KeptCases<Visit, Visit.Command, Visit.Event> visits(CasePlatform platform) {
        return new KeptCases<>(platform, Visit.KIND);
    }

    @Bean
    KeptCases<Register, Register.Declare, Register.Event> registers(CasePlatform platform) {
        return new KeptCases<>(platform, Register.kind("visit-registers", Visit.KIND.topic()));
    }

    @Bean
    RegisterImports<Visit.Command> imports(
            CasePlatform platform,
            KeptCases<Visit, Visit.Command, Visit.Event> visits,
            KeptCases<Register, Register.Declare, Register.Event> registers) {
        return new RegisterImports<>(
                platform,
                visits,
                registers,
                new VisitRows(),
                new VisitDocuments(),
                new Imports.Limits(1_000, 20_000, 2));
    }
}
