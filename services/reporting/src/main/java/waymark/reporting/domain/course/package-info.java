/** What cases of several kinds have in their course: circumstances with the days from which they hold, runs of clocks, steps. Facts and their columns. */
package waymark.reporting.domain.course;
