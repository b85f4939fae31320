package waymark.portal.cme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waymark.portal.desk.Person;
import waymark.web.access.Role;

class ListingTest {
    private static final Person OFFICER = new Person("CME-07", "One", "825", Set.of(Role.CME_OFFICER), List.of());
    private static final Person MANAGER = new Person("TM-01", "Two", "825", Set.of(Role.TEAM_MANAGER), List.of());

    @Test
    void anOfficerBeginsWithOwnOpenOnesByTheNextReviewAndAManagerWithEverybodys() {
        // When
        var own = new Listing(Map.of(), OFFICER).question();
        var everybodys = new Listing(Map.of(), MANAGER).question();

        // Then
        assertThat(own).isEqualTo("officer=CME-07&status=open&sort=reviewDueOn");
        assertThat(everybodys).isEqualTo("status=open&sort=reviewDueOn");
    }

    @Test
    void thoseThatNobodyHasAreAskedForAsSuch() {
        // When
        var nobodys = new Listing(Map.of("officer", "none", "sort", "openedOn"), MANAGER).question();
        var somebodys = new Listing(Map.of("officer", "me", "person", "CME-08"), OFFICER).question();

        // Then
        assertThat(nobodys).isEqualTo("assigned=false&status=open&sort=openedOn");
        assertThat(somebodys).isEqualTo("officer=CME-08&status=open&sort=reviewDueOn");
    }

    @Test
    void onlyFiltersThatTheServiceKnowsAreSentOn() {
        // When
        var question = new Listing(
                        Map.of(
                                "officer", "all",
                                "status", "any",
                                "locality", "Chiltern and South Bucks",
                                "senStatus", "",
                                "overdue", "yes",
                                "sort", "personal.name",
                                "else", "&status=open"),
                        MANAGER)
                .question();

        // Then
        assertThat(question).isEqualTo("reviewOverdue=true&locality=Chiltern%20and%20South%20Bucks&sort=-openedOn");
    }

    @Test
    void aColumnSortedByTurnsRoundAndKeepsTheFilters() {
        // Given
        var listing = new Listing(Map.of("locality", "Wycombe", "sort", "officer", "page", "3"), MANAGER);

        // When
        var heads = listing.heads();

        // Then
        assertThat(heads)
                .contains(new Listing.Column(
                        "Officer",
                        "/involvements?officer=anyone&status=open&sort=-officer&locality=Wycombe",
                        "ascending"));
    }
}
