package waymark.identity;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import waymark.web.access.Role;

/** The demonstration's users, from demonstration-people.csv, which the portal reads too for whose lists it fills. */
@Component
final class People implements UserDetailsService {
    /** Everybody's. It is in the README and on the page: it keeps nothing secret. */
    static final String PASSWORD = "demonstration";

    private static final String FILE = "contracts/registers/demonstration-people.csv";

    private final Map<String, Person> byAccount = new LinkedHashMap<>();
    private final String password;

    People(PasswordEncoder passwords) {
        // Once, since a hash takes a while on purpose and all have the same password.
        password = passwords.encode(PASSWORD);
        try (var file = new ClassPathResource(FILE).getInputStream();
                var users = CsvReader.builder().ofNamedCsvRecord(file)) {
            users.forEach(user -> byAccount.put(key(user.getField("account")), person(user)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Person person(NamedCsvRecord user) {
        return new Person(
                user.getField("account"),
                user.getField("name"),
                user.getField("authority"),
                roles(user),
                codes(user.getField("teams")),
                user.getField("work"));
    }

    /** A misspelt one would be a sign-in that may do nothing. */
    private static List<String> roles(NamedCsvRecord user) {
        var roles = codes(user.getField("roles"));
        var known = Stream.of(Role.values()).map(Role::code).toList();
        if (roles.isEmpty() || !known.containsAll(roles)) {
            throw new IllegalStateException("%s, line %d: the roles are %s, separated by spaces"
                    .formatted(FILE, user.getStartingLineNumber(), known));
        }
        return roles;
    }

    private static List<String> codes(String field) {
        return Stream.of(field.split(" ", -1)).filter(code -> !code.isEmpty()).toList();
    }

    /** Whether in small or in capital letters. */
    private static String key(String account) {
        return account.strip().toLowerCase(Locale.ROOT);
    }

    Collection<Person> all() {
        return Collections.unmodifiableCollection(byAccount.values());
    }

    /** @throws UsernameNotFoundException where nobody has that account */
    Person named(String account) {
        var person = byAccount.get(key(account));
        if (person == null) throw new UsernameNotFoundException("No such account");
        return person;
    }

    @Override
    public UserDetails loadUserByUsername(String account) {
        return User.withUsername(named(account).account())
                .password(password)
                .authorities(List.of())
                .build();
    }
}
