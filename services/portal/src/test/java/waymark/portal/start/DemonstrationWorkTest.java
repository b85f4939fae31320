package waymark.portal.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.web.servlet.mvc.support.RedirectAttributesModelMap;
import waymark.calendar.BusinessClock;
import waymark.portal.desk.CannotShow;
import waymark.web.CodeLists;
import waymark.web.access.Role;

class DemonstrationWorkTest {
    private static final StartController.Imports BY_THE_LINK = new StartController.Imports(null, null, null);

    private final DemonstrationWork work = new DemonstrationWork(
            new CodeLists(new MockEnvironment().withProperty("lists", "classpath:/contracts/registers/"), "lists"),
            BusinessClock.startingOn(Registers.TODAY));
    private final StartController pages = new StartController(List.of(), work, true);
    private Registers registers;

    @BeforeEach
    void start() throws IOException {
        registers = new Registers();
    }

    @AfterEach
    void stop() {
        registers.close();
    }

    @Test
    void whatAFaultKeptBackASecondTimeGivesAndAThirdTimeChangesNothing() {
        // Given
        registers.fill();
        var desk = registers.desk(Role.TEAM_MANAGER);
        registers.failAfter(57);

        // When
        var first = work.give(desk);
        var taken = registers.taken();
        boolean givenAtFirst = work.isGiven(desk);
        registers.failNoMore();
        var second = work.give(desk);
        var all = registers.taken();
        var third = work.give(desk);

        // Then
        assertThat(first).isNotEmpty();
        assertThat(taken).hasSize(57);
        assertThat(givenAtFirst).isFalse();
        assertThat(second).isEmpty();
        assertThat(work.isGiven(desk)).isTrue();
        assertThat(all).doesNotHaveDuplicates();
        // Of sixty, one in four is nobody's where three share, and one in three where two do.
        assertThat(all.stream().filter(one -> one.contains("/involvements/"))).hasSize(45);
        assertThat(all.stream().filter(one -> one.contains("/assessments/"))).hasSize(40);
        assertThat(all.stream().filter(one -> one.contains("/referrals/"))).hasSize(40);
        assertThat(all.stream().filter(one -> one.contains("/contacts"))).hasSize(12);
        assertThat(all.stream().filter(one -> one.contains("/workers/"))).hasSize(6);
        assertThat(third).isEmpty();
        assertThat(registers.taken()).isEqualTo(all);
    }

    @Test
    void aContactAloneThatIsMissingIsMissed() {
        // Given
        registers.fill();
        var desk = registers.desk(Role.TEAM_MANAGER);
        work.give(desk);
        registers.lose("DEMO-07");

        // When
        boolean given = work.isGiven(desk);
        work.give(desk);

        // Then
        assertThat(given).isFalse();
        assertThat(work.isGiven(desk)).isTrue();
        assertThat(registers.taken().getLast()).isEqualTo("POST /contacts DEMO-07");
    }

    @Test
    void aManagersStartPageLeadsToItUntilAllIsGiven() {
        // Given
        registers.fill();
        var manager = registers.desk(Role.TEAM_MANAGER);
        var before = new ExtendedModelMap();
        var toAnalyst = new ExtendedModelMap();
        var after = new ExtendedModelMap();

        // When
        pages.start(manager, before);
        pages.start(registers.desk(Role.PERFORMANCE_ANALYST), toAnalyst);
        var progress = pages.progress(manager, BY_THE_LINK, new ExtendedModelMap());
        pages.give(manager, BY_THE_LINK, new RedirectAttributesModelMap());
        pages.start(manager, after);

        // Then
        assertThat(before).containsEntry("unfinished", true).containsEntry("empty", false);
        assertThat(toAnalyst).containsEntry("unfinished", false);
        assertThat(progress).isEqualTo("start/demonstration");
        assertThat(after).containsEntry("unfinished", false);
    }

    @Test
    void casesThatAreNotTheDemonstrationsAreNoWorkForItsPeople() {
        // Given
        registers.fill();
        registers.lose("CON-000001");
        var model = new ExtendedModelMap();

        // When
        pages.start(registers.desk(Role.TEAM_MANAGER), model);

        // Then
        assertThat(model).containsEntry("unfinished", false);
    }

    @Test
    void anEmptySystemOffersItUnlessItIsSwitchedOff() {
        // Given
        var manager = registers.desk(Role.TEAM_MANAGER);
        var off = new StartController(List.of(), work, false);
        var on = new ExtendedModelMap();
        var model = new ExtendedModelMap();

        // When
        pages.start(manager, on);
        off.start(manager, model);

        // Then
        assertThat(on).containsEntry("empty", true);
        assertThat(model).containsEntry("empty", false).containsEntry("unfinished", false);
        assertThatThrownBy(() -> off.demonstration(manager)).isInstanceOf(CannotShow.class);
        assertThatThrownBy(() -> off.progress(manager, BY_THE_LINK, model)).isInstanceOf(CannotShow.class);
        assertThatThrownBy(() -> off.give(manager, BY_THE_LINK, new RedirectAttributesModelMap()))
                .isInstanceOf(CannotShow.class);
        assertThat(registers.taken()).isEmpty();
        pages.demonstration(manager);
        assertThat(registers.taken())
                .containsExactly("POST /involvements/imports", "POST /assessments/imports", "POST /referrals/imports");
    }
}
