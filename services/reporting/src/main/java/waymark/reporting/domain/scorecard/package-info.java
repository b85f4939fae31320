/** The scorecard's rules as pure functions: periods, rating, direction of travel; and caseload per worker. */
package waymark.reporting.domain.scorecard;
