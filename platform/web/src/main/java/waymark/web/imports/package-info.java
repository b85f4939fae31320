/** The import of a source's register as CSV or XML, the same for every kind of case: a service says what its columns or elements are and how a record becomes a filing. */
package waymark.web.imports;
