package waymark.portal.cases;

import waymark.portal.desk.Desk;
import waymark.portal.desk.Person;

/**
 * Whose cases a list is asked for: one's own, nobody's, anyone's, or those of a person named.
 *
 * @param field by which service and page name who has a case: {@code officer}
 * @param choice {@code me}, {@code nobody}, {@code anyone}, or {@code person} where another one is named
 * @param account by staff number; null where the list is nobody's or anyone's
 */
public record Whose(String field, String choice, String account) {
    /** The list's field in which a staff number is typed. */
    public static final String PERSON = "person";

    /**
     * @param asked as it stands in the page's address; null where the address says nothing
     * @param typed the staff number that was typed beside it, or null
     * @param usual the choice where neither says anything
     */
    public static Whose of(String field, String asked, String typed, Person asks, String usual) {
        var named = typed == null ? "" : typed.strip();
        if (named.isEmpty()) named = asked == null ? usual : asked.strip();
        return switch (named) {
            case "me" -> new Whose(field, "me", asks.account());
            case "nobody", "none" -> new Whose(field, "nobody", null);
            case "", "anyone", "all" -> new Whose(field, "anyone", null);
            default -> new Whose(field, named.equals(asks.account()) ? "me" : "person", named);
        };
    }

    public boolean mine() {
        return choice.equals("me");
    }

    public boolean nobodys() {
        return choice.equals("nobody");
    }

    public boolean anyones() {
        return choice.equals("anyone");
    }

    /** For the field in which a staff number is typed: null unless another person is named. */
    public String person() {
        return choice.equals("person") ? account : null;
    }

    /** The condition of the service's list: empty where it is anyone's, else to be followed by others. */
    public String condition() {
        if (account != null) return field + "=" + Desk.encoded(account) + "&";
        return nobodys() ? "assigned=false&" : "";
    }

    /** As the page's own address says it. */
    public String inAddress() {
        return account == null || mine() ? choice : account;
    }
}
