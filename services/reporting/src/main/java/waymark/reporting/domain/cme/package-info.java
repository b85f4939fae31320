/** Children missing education: the facts of an involvement, and every measure, dimension and report over them. */
package waymark.reporting.domain.cme;
