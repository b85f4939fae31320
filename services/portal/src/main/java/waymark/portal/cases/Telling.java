package waymark.portal.cases;

import java.util.List;
import java.util.Map;
import waymark.portal.desk.Doc;
import waymark.portal.forms.CaseArea;

/** How cases of a kind are told in words: on their own pages, and in the document of all that is recorded of a child. */
public interface Telling {
    CaseArea area();

    /** What one case of the kind is called: involvement, EHC assessment, contact or referral. */
    String noun();

    String reference(Doc subject);

    /** The child's name, or whatever stands for it. */
    String heading(Doc subject);

    String status(Doc subject);

    /** The case as it stands, in words, by what each is; what is not recorded is left out. */
    Map<String, String> facts(Doc subject);

    /** What happened, the latest recorded first. */
    List<Told> history(Doc subject);

    /**
     * What a clock is for.
     *
     * @param subject whom it waits for, where it has several runs; or null
     */
    String clock(String id, String subject);
}
