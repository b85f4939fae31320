/** The import of a source's register as CSV, the same for every kind of case: a service says what its columns are and how a row becomes a filing. */
package waymark.web.imports;
