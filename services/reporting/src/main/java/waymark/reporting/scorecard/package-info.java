/** What people enter into reporting, kept in MongoDB; and the scorecard and the weekly report, put together from that and the facts. */
package waymark.reporting.scorecard;
