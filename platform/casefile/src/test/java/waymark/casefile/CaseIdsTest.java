package waymark.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CaseIdsTest {
    @Test
    void anIdIsTheSameForARepetitionAndForNothingElse() {
        var id = CaseIds.fromRequest("825", "errands", "key-1");

        assertThat(id).isEqualTo(CaseIds.fromRequest("825", "errands", "key-1"));
        assertThat(id.version()).isEqualTo(8);
        assertThat(id)
                .isNotIn(
                        CaseIds.fromRequest("826", "errands", "key-1"),
                        CaseIds.fromRequest("825", "walks", "key-1"),
                        CaseIds.fromRequest("825", "errands", "key-2"),
                        CaseIds.fromReference("825", "errands", "key-1"));
    }

    @Test
    void aReferenceCanBeReadOut() {
        var id = CaseIds.fromRequest("825", "errands", "key-1");

        assertThat(CaseIds.referenceOf("err", id))
                .matches("ERR-[0-9A-HJKMNP-TV-Z]{10}")
                .isEqualTo(CaseIds.referenceOf("err", id));
    }
}
