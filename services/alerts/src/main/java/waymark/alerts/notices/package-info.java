/** Notices of alerts that go out: e-mails to people, and events to another system's webhook. */
package waymark.alerts.notices;
