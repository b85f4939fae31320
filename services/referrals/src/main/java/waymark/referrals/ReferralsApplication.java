package waymark.referrals;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.Environment;
import waymark.casefile.CaseKind;
import waymark.referrals.api.CensusRecords;
import waymark.referrals.api.RegisterRows;
import waymark.referrals.domain.Codes;
import waymark.referrals.domain.EarlyHelp;
import waymark.referrals.domain.EarlyHelpCommand;
import waymark.referrals.domain.EarlyHelpCourse;
import waymark.referrals.domain.EarlyHelpEvent;
import waymark.referrals.domain.Referral;
import waymark.referrals.domain.ReferralCommand;
import waymark.referrals.domain.ReferralCourse;
import waymark.referrals.domain.ReferralEvent;
import waymark.referrals.events.ReferralCodes;
import waymark.referrals.events.ReferralKinds;
import waymark.web.CodeLists;
import waymark.web.Localities;
import waymark.web.WaymarkService;
import waymark.web.access.ResourceServer;
import waymark.web.cases.CasePlatform;
import waymark.web.cases.KeepsCases;
import waymark.web.cases.KeptCases;
import waymark.web.imports.Register;
import waymark.web.imports.RegisterImports;

/** Contacts with children's social care, the referrals that come of them, and early help, on port 8083. */
@WaymarkService
@ResourceServer
@KeepsCases
@ComponentScan(basePackages = "waymark.referrals.api")
public class ReferralsApplication {
    public static void main(String[] arguments) {
        new ReferralsService().startAlone(arguments);
    }

    @Bean
    CodeLists codeLists(Environment settings) {
        return new CodeLists(settings, "waymark.referrals.code-lists");
    }

    @Bean
    Codes codes(CodeLists lists) {
        return ReferralCodes.of(lists);
    }

    @Bean
    Localities localities(CodeLists lists) {
        return lists.localities();
    }

    @Bean
    ReferralCourse course(Codes codes, CodeLists lists) {
        return new ReferralCourse(codes, ReferralCodes.clocks(lists));
    }

    @Bean
    EarlyHelpCourse earlyHelpCourse(Codes codes, CodeLists lists) {
        return new EarlyHelpCourse(codes, ReferralCodes.earlyHelpClocks(lists));
    }

    @Bean
    CaseKind<Referral, ReferralCommand, ReferralEvent> referralKind(ReferralCourse course) {
        return ReferralKinds.referrals(course);
    }

    @Bean
    CaseKind<EarlyHelp, EarlyHelpCommand, EarlyHelpEvent> earlyHelpKind(EarlyHelpCourse course) {
        return ReferralKinds.earlyHelp(course);
    }

    @Bean
    KeptCases<Referral, ReferralCommand, ReferralEvent> referrals(
            CasePlatform platform, CaseKind<Referral, ReferralCommand, ReferralEvent> referralKind) {
        return new KeptCases<>(platform, referralKind);
    }

    @Bean
    KeptCases<EarlyHelp, EarlyHelpCommand, EarlyHelpEvent> earlyHelp(
            CasePlatform platform, CaseKind<EarlyHelp, EarlyHelpCommand, EarlyHelpEvent> earlyHelpKind) {
        return new KeptCases<>(platform, earlyHelpKind);
    }

    @Bean
    KeptCases<Register, Register.Declare, Register.Event> registers(CasePlatform platform) {
        return new KeptCases<>(platform, ReferralKinds.registers());
    }

    @Bean
    RegisterImports<ReferralCommand> imports(
            CasePlatform platform,
            KeptCases<Referral, ReferralCommand, ReferralEvent> referrals,
            KeptCases<Register, Register.Declare, Register.Event> registers,
            Codes codes,
            Localities localities) {
        return new RegisterImports<>(
                platform,
                referrals,
                registers,
                new RegisterRows(codes, localities),
                new CensusRecords(codes, platform.childKeys()));
    }
}
