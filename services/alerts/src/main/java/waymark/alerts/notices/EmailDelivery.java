package waymark.alerts.notices;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.bson.conversions.Bson;
import waymark.alerts.domain.Alert;
import waymark.alerts.domain.AlertCommand;
import waymark.alerts.domain.AlertEvent;
import waymark.alerts.events.AlertKinds;
import waymark.calendar.LondonTime;
import waymark.casefile.CaseFile;
import waymark.casefile.CaseFiles;

/**
 * Writes to people within office hours: about one urgent alert at once, and in the morning about all that are theirs. What it says is as things stand when it is sent, and
 * nothing is said to recipients of other teams. It names neither case nor child, since nobody can be asked here to whom a restricted case opens.
 */
final class EmailDelivery implements Delivery {
    private static final int MOST_LISTED = 25;
    private static final Duration PLANS_EVERY = Duration.ofSeconds(5);
    private static final String ABOUT = "state.particulars.";
    private static final Bson OPEN = in("state.status", "raised", "acknowledged");

    private final Notices notices;
    private final Recipients recipients;
    private final CaseFiles<Alert, AlertCommand, AlertEvent> alerts;
    private final Mailbox mailbox;
    private final OfficeHours hours;
    private final URI portal;
    private final String sender;
    private final Session session = Session.getInstance(new Properties());

    // Of the planning thread alone.
    private LocalDate planned;
    private long plannedAt;
    private final Set<UUID> digests = new HashSet<>();

    EmailDelivery(
            Notices notices,
            Recipients recipients,
            CaseFiles<Alert, AlertCommand, AlertEvent> alerts,
            Mailbox mailbox,
            NoticeSettings settings) {
        this.notices = notices;
        this.recipients = recipients;
        this.alerts = alerts;
        this.mailbox = mailbox;
        hours = settings.notices().hours();
        portal = settings.portal();
        sender = settings.notices().sender();
    }

    @Override
    public List<Notice.Channel> channels() {
        return List.of(Notice.Channel.EMAIL, Notice.Channel.DIGEST);
    }

    @Override
    public boolean isOpen(Instant now) {
        return hours.isOpen(now);
    }

    /** A digest for everybody who wants it, once a day: a second one has the same id. */
    @Override
    public void plan(Instant now) {
        if (!hours.isOpen(now)) return;
        var day = LondonTime.dateOf(now);
        if (day.equals(planned) && System.nanoTime() - plannedAt < PLANS_EVERY.toNanos()) return;
        if (!day.equals(planned)) digests.clear();
        var added = recipients.withDigest().stream()
                .map(recipient -> Notice.digest(recipient.authority(), recipient.account(), day, now))
                .filter(notice -> !digests.contains(notice.id()))
                .toList();
        notices.add(added);
        added.forEach(notice -> digests.add(notice.id()));
        planned = day;
        plannedAt = System.nanoTime();
    }

    @Override
    public Result deliver(Notice notice, Instant now) throws Exception {
        var found = recipients.find(notice.authority(), notice.recipient());
        if (found.isEmpty()) return new Result.Dropped("no-recipient");
        var recipient = found.get();
        var today = LondonTime.dateOf(now);
        Letter letter;
        if (notice.channel() == Notice.Channel.DIGEST) {
            if (!recipient.digest()) return new Result.Dropped("not-wanted");
            if (!notice.type().equals(today.toString())) return new Result.Dropped("day-over");
            var groups = groups(recipient, today);
            if (groups.stream().allMatch(group -> group.count() == 0)) return new Result.Dropped("nothing-to-say");
            letter = Letter.digest(portal, today, groups);
        } else {
            if (!recipient.urgent()) return new Result.Dropped("not-wanted");
            var alert = alerts.find(notice.authority(), notice.alert());
            if (alert.isEmpty() || !alert.get().state().isOpen()) return new Result.Dropped("ended");
            if (!recipient.isTold(alert.get().state().about().warning().team()))
                return new Result.Dropped("does-not-open");
            letter = Letter.urgent(portal, notice.type(), item(alert.get()));
        }
        mailbox.send(notice.id(), message(notice, recipient, letter, now));
        return new Result.Sent();
    }

    private static Letter.Item item(CaseFile<Alert> alert) {
        return new Letter.Item(alert.id(), alert.state().about());
    }

    private List<Letter.Group> groups(Recipient recipient, LocalDate today) {
        var own = or(
                eq(ABOUT + "officer", recipient.account()),
                and(eq(ABOUT + "officer", null), in(ABOUT + "role", recipient.roles())));
        var answered = eq(ABOUT + "warning.toAcknowledge", true);
        var quiet = and(OPEN, eq(ABOUT + "warning.toAcknowledge", false));
        var toAcknowledge = and(eq("state.status", "raised"), answered);
        var missed = eq(ABOUT + "warning.milestone", "missed");
        var late = lt(ABOUT + "respondBy", today.toString());
        var routine = eq(ABOUT + "warning.severity", "routine");
        var mostUrgent = Sorts.ascending(ABOUT + "urgency", ABOUT + "respondBy", "reference");
        var dueNext = Sorts.ascending(ABOUT + "warning.dueOn", "reference");
        // The most urgent first, and none in two of them.
        return List.of(
                group("Missed", recipient, mostUrgent, own, and(toAcknowledge, missed)),
                group("To acknowledge", recipient, mostUrgent, own, and(toAcknowledge, not(missed))),
                group(
                        "Response overdue",
                        recipient,
                        mostUrgent,
                        own,
                        and(eq("state.status", "acknowledged"), answered, late)),
                group("Due soon", recipient, dueNext, own, and(quiet, routine)),
                group("To look into", recipient, mostUrgent, own, and(quiet, not(routine))));
    }

    private Letter.Group group(String title, Recipient recipient, Bson order, Bson own, Bson which) {
        var filter =
                recipient.teams().isEmpty() ? and(own, which) : and(own, which, AlertKinds.ofTeams(recipient.teams()));
        var items = new ArrayList<Letter.Item>();
        alerts.list(recipient.authority(), filter, order, 0, MOST_LISTED, alert -> items.add(item(alert)));
        return new Letter.Group(title, alerts.count(recipient.authority(), filter), items);
    }

    private MimeMessage message(Notice notice, Recipient recipient, Letter letter, Instant now)
            throws MessagingException {
        var message = new Identified(session, notice.id(), sender.substring(sender.indexOf('@')));
        message.setFrom(new InternetAddress(sender, true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient.email(), true));
        message.setSubject(letter.subject(), "UTF-8");
        message.setSentDate(Date.from(now));
        // So that no absence note is written in answer.
        message.setHeader("Auto-Submitted", "auto-generated");
        var plain = new MimeBodyPart();
        plain.setText(letter.text(), "UTF-8");
        var html = new MimeBodyPart();
        html.setText(letter.html(), "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", plain, html));
        message.saveChanges();
        return message;
    }

    /** A message whose id is the notice's: a mail server that gets it a second time knows it. */
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, UUID notice, String domain) {
            super(session);
            id = "<" + notice + domain + ">";
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
