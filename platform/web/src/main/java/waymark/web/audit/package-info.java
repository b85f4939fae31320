/** Who read whose record, when and why: an append-only store in which nothing can be changed unseen. */
package waymark.web.audit;
