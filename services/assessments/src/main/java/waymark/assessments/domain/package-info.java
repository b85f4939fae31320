/** The course of an EHC needs assessment and of the plan that comes of it: pure functions and the records they speak of. */
package waymark.assessments.domain;
