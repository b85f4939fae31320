/** Alerts over HTTP. */
package waymark.alerts.api;
