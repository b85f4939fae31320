/** How assessments and registers are kept and published, and what their code lists mean. */
package waymark.assessments.events;
