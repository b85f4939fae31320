package waymark.involvements;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.Environment;
import waymark.calendar.Counting;
import waymark.involvements.api.RegisterRows;
import waymark.involvements.domain.Codes;
import waymark.involvements.domain.Involvement;
import waymark.involvements.domain.InvolvementCommand;
import waymark.involvements.domain.InvolvementCourse;
import waymark.involvements.domain.InvolvementEvent;
import waymark.involvements.domain.ReviewPolicy;
import waymark.involvements.events.InvolvementCodes;
import waymark.involvements.events.InvolvementKinds;
import waymark.web.CodeLists;
import waymark.web.Localities;
import waymark.web.WaymarkService;
import waymark.web.access.ResourceServer;
import waymark.web.cases.CasePlatform;
import waymark.web.cases.KeepsCases;
import waymark.web.cases.KeptCases;
import waymark.web.imports.Register;
import waymark.web.imports.RegisterImports;

/** Involvements with children missing education, on port 8081. */
@WaymarkService
@ResourceServer
@KeepsCases
@ComponentScan(basePackages = "waymark.involvements.api")
public class InvolvementsApplication {
    public static void main(String[] arguments) {
        new InvolvementsService().startAlone(arguments);
    }

    @Bean
    CodeLists codeLists(Environment settings) {
        return new CodeLists(settings, "waymark.involvements.code-lists");
    }

    @Bean
    Codes codes(CodeLists lists) {
        return InvolvementCodes.of(lists);
    }

    @Bean
    Localities localities(CodeLists lists) {
        return lists.localities();
    }

    @Bean
    KeptCases<Involvement, InvolvementCommand, InvolvementEvent> involvements(
            CasePlatform platform,
            Codes codes,
            @Value("${waymark.involvements.review-days-if-open-to-social-care}") int weekly,
            @Value("${waymark.involvements.review-days-otherwise}") int otherwise,
            @Value("${waymark.involvements.review-counting}") Counting counting) {
        var reviews = new ReviewPolicy(ReviewPolicy.USUAL.version(), weekly, otherwise, counting);
        return new KeptCases<>(platform, InvolvementKinds.involvements(new InvolvementCourse(codes, reviews)));
    }

    @Bean
    KeptCases<Register, Register.Declare, Register.Event> registers(CasePlatform platform) {
        return new KeptCases<>(platform, InvolvementKinds.registers());
    }

    @Bean
    RegisterImports<InvolvementCommand> imports(
            CasePlatform platform,
            KeptCases<Involvement, InvolvementCommand, InvolvementEvent> involvements,
            KeptCases<Register, Register.Declare, Register.Event> registers,
            Codes codes,
            Localities localities) {
        return new RegisterImports<>(platform, involvements, registers, new RegisterRows(codes, localities));
    }
}
