/** What is watched, what it comes to, and the course of an alert; pure. */
package waymark.alerts.domain;
