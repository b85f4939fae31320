/** Education, health and care needs assessments and plans: the facts of one, and every measure, dimension and report over them. */
package waymark.reporting.domain.ehc;
