/** The scorecard, the register of workers and the weekly report over HTTP. */
package waymark.reporting.api.scorecard;
