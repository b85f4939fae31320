package waymark.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Made-up names, and what officers type who have heard them. */
class NamesTest {
    private static final double LIKE = 0.82;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Smyth             | John Smith        # another spelling
            Jon Smith         | John Smith        # a letter left out
            Mohammed Khan     | Muhammad Khan     # a name written down from hearing
            O'Neil            | Sean ONeill       # with and without the apostrophe
            O Neill           | Sean O’Neill      # in two words
            Zoe Bell          | Zoë Bell          # without the accent
            Łukasz            | Lukasz Nowak      # a letter of another alphabet
            Bell Zoë          | Zoë Bell          # last name first
            Bell, Zoe         | Zoë Mary Bell     # as registers write it, without the middle name
            Catherone Webb    | Catherine Webb    # a wrong letter
            Gohnson           | Amy Johnson       # the first letter wrong
            Moh               | Mohammed Khan     # the beginning
            Anne-Marie        | Anne Marie Webb   # with and without the hyphen
            """)
    void aNameIsFoundAsItWasHeardOrTyped(String asked, String name) {
        // Given
        var its = name.replaceFirst("\\s+#.*", "");

        // When / Then
        assertThat(Collections.disjoint(Names.keys(asked), Names.keys(its))).isFalse();
        assertThat(Names.likeness(asked, its)).isGreaterThanOrEqualTo(LIKE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            John Smith | John Webb
            Smith      | Amy Johnson
            Zoe Bell   | Mohammed Khan
            """)
    void namesThatShareAPartOnlyAreNotTakenForEachOther(String asked, String name) {
        // When / Then
        assertThat(Names.likeness(asked, name)).isLessThan(LIKE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            John Smith | John Smith | Jon Smyth
            Khan       | Khan       | Kahn
            Zoe        | Zoë Bell   | Zara Bell
            """)
    void theNearerSpellingComesFirst(String asked, String nearer, String farther) {
        // When / Then
        assertThat(Names.likeness(asked, nearer)).isGreaterThan(Names.likeness(asked, farther));
    }
}
