/** Who may do what: access tokens checked, one table of permissions per service, and the caller of each request. */
package waymark.web.access;
