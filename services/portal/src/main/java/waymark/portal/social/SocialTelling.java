package waymark.portal.social;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import waymark.portal.cases.Telling;
import waymark.portal.cases.Told;
import waymark.portal.desk.Doc;
import waymark.portal.forms.CaseArea;
import waymark.portal.forms.Words;

/** Contacts, referrals and early help in words. */
@Configuration(proxyBeanMethods = false)
class SocialTelling {
    @Bean
    Telling referralTelling(CaseArea referrals, SocialWords words) {
        return new OfReferrals(referrals, words);
    }

    @Bean
    Telling earlyHelpTelling(CaseArea earlyHelp, SocialWords words) {
        return new OfEarlyHelp(earlyHelp, words);
    }

    private abstract static class Social implements Telling {
        private final CaseArea area;
        final SocialWords words;

        Social(CaseArea area, SocialWords words) {
            this.area = area;
            this.words = words;
        }

        @Override
        public CaseArea area() {
            return area;
        }

        @Override
        public String status(Doc one) {
            return Words.code(one.text("status"));
        }

        @Override
        public List<Told> history(Doc one) {
            return Timeline.of(one, words, "", Map.of());
        }

        @Override
        public String clock(String id, String subject) {
            return words.clock(id);
        }

        static Map<String, String> child(Doc one, String nameOf) {
            var facts = new LinkedHashMap<String, String>();
            facts.put(nameOf, one.text("personal.name"));
            facts.put("Child’s number", one.text("childRef"));
            facts.put("Date of birth", one.day("personal.dateOfBirth"));
            facts.put("Unique pupil number", one.text("personal.upn"));
            facts.put("Address", one.text("personal.address"));
            return facts;
        }
    }

    private static final class OfReferrals extends Social {
        OfReferrals(CaseArea area, SocialWords words) {
            super(area, words);
        }

        @Override
        public String noun() {
            return "Contact or referral";
        }

        @Override
        public String reference(Doc one) {
            return one.text("reference");
        }

        @Override
        public String heading(Doc one) {
            if (one.has("personal.name")) return one.text("personal.name");
            return one.has("childRef") ? "Child " + one.text("childRef") : "A child whose details were erased";
        }

        @Override
        public Map<String, String> facts(Doc one) {
            var facts = child(one, "Name");
            facts.put("Worker", one.has("worker") ? one.text("worker") : "Nobody yet");
            facts.put("Team", Words.code(one.text("team")));
            facts.put("Came from", words.of("source", one.text("source")));
            facts.put("Primary need", words.of("primaryNeed", one.text("primaryNeed")));
            facts.put("Locality", one.text("locality"));
            facts.put("Reference of the referral", one.text("referralRef"));
            facts.put("Referred", one.day("referredOn"));
            facts.put("Closed", one.day("closedOn"));
            facts.put("Category of the plan", words.of("category", one.text("category")));
            facts.put("Sex", words.of("sex", one.text("sex")));
            facts.put("Ethnicity", one.text("ethnicity"));
            facts.values().removeIf(value -> value == null);
            return facts;
        }
    }

    private static final class OfEarlyHelp extends Social {
        OfEarlyHelp(CaseArea area, SocialWords words) {
            super(area, words);
        }

        @Override
        public String noun() {
            return "Early help";
        }

        @Override
        public String reference(Doc one) {
            return one.text("requestRef");
        }

        @Override
        public String heading(Doc one) {
            if (one.has("personal.name")) return one.text("personal.name");
            return one.has("childRef")
                    ? "Family of child " + one.text("childRef")
                    : "A family whose details were erased";
        }

        @Override
        public Map<String, String> facts(Doc one) {
            var facts = child(one, "Family’s name");
            facts.put("Asked", one.moment("requestedAt"));
            facts.put("Came from", words.of("source", one.text("source")));
            facts.put("Locality", one.text("locality"));
            facts.put("Team", one.has("team") ? Words.code(one.text("team")) : "Not with a team yet");
            facts.put("Ended", one.day("closedOn"));
            facts.values().removeIf(value -> value == null);
            return facts;
        }
    }
}
