/** Alerts: how promptly people respond to them. */
package waymark.reporting.domain.alerts;
