package waymark.web;

import java.util.List;

/** The areas into which each authority divides its own. */
public record Localities(List<Locality> all) {
    /** @param authority DfE number, or {@code *} for any that has no list of its own */
    public record Locality(String authority, String name) {}

    /** Those of an authority, or the common ones where it has none of its own. */
    public List<String> of(String authority) {
        var own = named(authority);
        return own.isEmpty() ? named("*") : own;
    }

    /**
     * Refuses a locality that the caller's authority does not have.
     *
     * @param word for a case, which begins the rule's id: {@code involvement}
     * @param locality may be null
     */
    public void check(String word, Caller caller, String locality) {
        var known = of(caller.authority());
        if (locality != null && !known.contains(locality)) {
            throw Problem.ofField(
                    word + ".locality-unknown", "locality", "Use one of: " + String.join(", ", known) + ".");
        }
    }

    private List<String> named(String authority) {
        return all.stream()
                .filter(locality -> locality.authority().equals(authority))
                .map(Locality::name)
                .toList();
    }
}
