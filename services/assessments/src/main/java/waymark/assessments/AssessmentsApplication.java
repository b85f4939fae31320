package waymark.assessments;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.Environment;
import waymark.assessments.api.RegisterRows;
import waymark.assessments.domain.Assessment;
import waymark.assessments.domain.AssessmentCommand;
import waymark.assessments.domain.AssessmentCourse;
import waymark.assessments.domain.AssessmentEvent;
import waymark.assessments.domain.Codes;
import waymark.assessments.events.AssessmentCodes;
import waymark.assessments.events.AssessmentKinds;
import waymark.casefile.CaseKind;
import waymark.web.CodeLists;
import waymark.web.Localities;
import waymark.web.WaymarkService;
import waymark.web.access.ResourceServer;
import waymark.web.cases.CasePlatform;
import waymark.web.cases.KeepsCases;
import waymark.web.cases.KeptCases;
import waymark.web.imports.Register;
import waymark.web.imports.RegisterImports;

/** Education, health and care needs assessments and the plans that come of them, on port 8082. */
@WaymarkService
@ResourceServer
@KeepsCases
@ComponentScan(basePackages = "waymark.assessments.api")
public class AssessmentsApplication {
    public static void main(String[] arguments) {
        new AssessmentsService().startAlone(arguments);
    }

    @Bean
    CodeLists codeLists(Environment settings) {
        return new CodeLists(settings, "waymark.assessments.code-lists");
    }

    @Bean
    Codes codes(CodeLists lists) {
        return AssessmentCodes.of(lists);
    }

    @Bean
    Localities localities(CodeLists lists) {
        return lists.localities();
    }

    @Bean
    AssessmentCourse course(Codes codes, CodeLists lists) {
        return new AssessmentCourse(codes, AssessmentCodes.clocks(lists));
    }

    @Bean
    CaseKind<Assessment, AssessmentCommand, AssessmentEvent> assessmentKind(AssessmentCourse course) {
        return AssessmentKinds.assessments(course);
    }

    @Bean
    KeptCases<Assessment, AssessmentCommand, AssessmentEvent> assessments(
            CasePlatform platform, CaseKind<Assessment, AssessmentCommand, AssessmentEvent> assessmentKind) {
        return new KeptCases<>(platform, assessmentKind);
    }

    @Bean
    KeptCases<Register, Register.Declare, Register.Event> registers(CasePlatform platform) {
        return new KeptCases<>(platform, AssessmentKinds.registers());
    }

    @Bean
    RegisterImports<AssessmentCommand> imports(
            CasePlatform platform,
            KeptCases<Assessment, AssessmentCommand, AssessmentEvent> assessments,
            KeptCases<Register, Register.Declare, Register.Event> registers,
            Codes codes,
            Localities localities) {
        return new RegisterImports<>(platform, assessments, registers, new RegisterRows(codes, localities));
    }
}
