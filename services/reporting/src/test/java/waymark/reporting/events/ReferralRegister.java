package waymark.reporting.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The register of contacts and referrals (contracts/registers/referral-register.md), told as the events that its service makes of it. */
public final class ReferralRegister {
    private static final Instant RECORDED = Instant.parse("2022-08-01T09:00:00Z");

    private final List<String> columns;
    private final String authority;

    private ReferralRegister(List<String> columns, String authority) {
        this.columns = columns;
        this.authority = authority;
    }

    /** A story for each row, recorded in the order of the rows. */
    public static List<ReferralStory> stories(BufferedReader register, String authority) throws IOException {
        var reader = new ReferralRegister(Arrays.asList(register.readLine().split(",", -1)), authority);
        var stories = new ArrayList<ReferralStory>();
        for (var line = register.readLine(); line != null; line = register.readLine()) {
            stories.add(reader.story(line.split(",", -1), stories.size()));
        }
        return stories;
    }

    private ReferralStory story(String[] row, int number) {
        var reference = value("contact_ref", row);
        var story = new ReferralStory(
                authority,
                UUID.nameUUIDFromBytes(value("child_ref", row).getBytes(StandardCharsets.UTF_8)),
                UUID.nameUUIDFromBytes((authority + reference).getBytes(StandardCharsets.UTF_8)),
                RECORDED.plusSeconds(number));
        var source = value("source", row);
        story.contact(
                LocalDateTime.parse(value("contact_at", row)),
                reference,
                source == null ? "" : ",\"source\":\"" + source + "\"");
        if (value("decision_at", row) != null) {
            story.decided(LocalDateTime.parse(value("decision_at", row)), value("decision", row));
        }
        if (value("referral_on", row) != null) referral(row, story);
        return story;
    }

    private void referral(String[] row, ReferralStory story) {
        var more = ",\"reference\":\"%s\"".formatted(value("referral_ref", row));
        if (value("primary_need", row) != null) more += ",\"primaryNeed\":\"" + value("primary_need", row) + "\"";
        if ("true".equals(value("no_further_action", row))) more += ",\"noFurtherAction\":true";
        story.referred(day("referral_on", row), more);
        if (day("assessment_started_on", row) != null) story.started(day("assessment_started_on", row));
        int discussion = 0;
        if (day("strategy_discussion_on", row) != null) {
            discussion = story.enquiryBegun(day("strategy_discussion_on", row));
        }
        if (day("assessment_completed_on", row) != null) {
            story.completed(day("assessment_completed_on", row), value("assessment_outcome", row));
        }
        if (day("conference_on", row) != null) story.conference(day("conference_on", row), discussion);
        if (day("closed_on", row) != null) story.closed(day("closed_on", row), value("closure_reason", row));
    }

    private LocalDate day(String column, String[] row) {
        var text = value(column, row);
        return text == null ? null : LocalDate.parse(text);
    }

    private String value(String column, String[] row) {
        var value = row[columns.indexOf(column)];
        return value.isEmpty() ? null : value;
    }
}
