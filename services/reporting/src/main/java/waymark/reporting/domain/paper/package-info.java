/** Papers that a council prints: what stands in them, declared; and what is left out of one so that no small number can be found in it. */
package waymark.reporting.domain.paper;
