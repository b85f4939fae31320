/** What every service's HTTP side stands on: the caller, problem documents, preconditions, paging, CSV, imports, observability. */
package waymark.web;
