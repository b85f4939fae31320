/** How the scorecard's measures stand, told to others as it changes. */
package waymark.reporting.ratings;
