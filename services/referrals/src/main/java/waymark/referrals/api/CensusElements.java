package waymark.referrals.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/** The elements of the census of which something becomes, and those that are about the file alone. */
final class CensusElements {
    static final Set<String> PATHS = paths("""
            Message
              Header
                CollectionDetails
                  Collection
                  Year
                  ReferenceDate
                Source
                  SourceLevel
                  LEA
                  SoftwareCode
                  Release
                  SerialNo
                  DateTime
              Children
                Child
                  ChildIdentifiers
                    LAchildID
                    UPN
                    PersonBirthDate
                    GenderCurrent
                    Sex
                  ChildCharacteristics
                    Ethnicity
                  CINdetails
                    CINreferralDate
                    ReferralSource
                    PrimaryNeedCode
                    CINclosureDate
                    ReasonForClosure
                    DateOfInitialCPC
                    ReferralNFA
                    Assessments
                      AssessmentActualStartDate
                      AssessmentAuthorisationDate
                      FactorsIdentifiedAtAssessment
                        AssessmentFactors
                    CINPlanDates
                      CINPlanStartDate
                      CINPlanEndDate
                    Section47
                      S47ActualStartDate
                      DateOfInitialCPC
                      ICPCnotRequired
                    ChildProtectionPlans
                      CPPstartDate
                      CPPendDate
                      InitialCategoryOfAbuse
                      LatestCategoryOfAbuse
                      Reviews
                        CPPreviewDate
            """);

    private CensusElements() {}

    /** From an outline in which each element stands two blanks further in than the one that holds it. */
    private static Set<String> paths(String outline) {
        var paths = new LinkedHashSet<String>();
        var above = new ArrayList<String>();
        outline.lines().forEach(line -> {
            int depth = (line.length() - line.stripLeading().length()) / 2;
            above.subList(depth, above.size()).clear();
            above.add(line.strip());
            paths.add(String.join("/", above));
        });
        return Set.copyOf(paths);
    }
}
