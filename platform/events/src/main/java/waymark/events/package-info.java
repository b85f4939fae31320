/** What crosses Kafka: the envelope, the topics, the child key, and how to read events that come at least once. */
package waymark.events;
