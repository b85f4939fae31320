/** Raises what is due, once each, and ends what holds no more. */
package waymark.alerts.raising;
