package waymark.referrals.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Constants as the published form writes them. */
final class Constants {
    private Constants() {}

    static String code(Enum<?> constant) {
        return constant == null
                ? null
                : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <T extends Enum<T>> Optional<T> of(Class<T> type, String code) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> code(constant).equals(code))
                .findFirst();
    }

    static <T extends Enum<T>> String codes(Class<T> type) {
        return Stream.of(type.getEnumConstants()).map(Constants::code).collect(Collectors.joining(", "));
    }
}
