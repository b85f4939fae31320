package waymark.casefile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.EnumNamingStrategy;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/**
 * How records of a domain become JSON without the domain knowing of it: what is not recorded is absent, constants and record names are written
 * in-kebab-case, and a sealed interface says in a property which of its records it is.
 */
final class Json {
    /** Jackson's own writes a number as part of the word before it: into-post16. */
    private static final EnumNamingStrategy KEBAB_CASE =
            (settings, type, name) -> name.toLowerCase(Locale.ROOT).replace('_', '-');

    private Json() {}

    /** @param kindProperty the property in which a sealed interface names its record; null to write none */
    static JsonMapper mapper(String kindProperty) {
        return JsonMapper.builder()
                .annotationIntrospector(new DomainRecords(kindProperty))
                .changeDefaultPropertyInclusion(always -> always.withValueInclusion(JsonInclude.Include.NON_EMPTY))
                .withConfigOverride(
                        List.class, empty -> empty.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
                .withConfigOverride(
                        Set.class, empty -> empty.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
                .withConfigOverride(
                        Map.class, empty -> empty.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
                .build();
    }

    static String kebab(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static final class DomainRecords extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;
        private final String kindProperty;

        DomainRecords(String kindProperty) {
            this.kindProperty = kindProperty;
        }

        @Override
        public JsonTypeInfo.Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
            boolean sealed = annotated instanceof AnnotatedClass && isOfSealed(annotated.getRawType());
            return sealed && kindProperty != null
                    ? JsonTypeInfo.Value.construct(
                            JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, kindProperty, null, false, null)
                    : super.findPolymorphicTypeInfo(config, annotated);
        }

        @Override
        public List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
            var type = annotated.getRawType();
            return type.isSealed()
                    ? Stream.of(type.getPermittedSubclasses())
                            .map(kind -> new NamedType(kind, kebab(kind)))
                            .toList()
                    : super.findSubtypes(config, annotated);
        }

        @Override
        public String findTypeName(MapperConfig<?> config, AnnotatedClass annotated) {
            return isOfSealed(annotated.getRawType())
                    ? kebab(annotated.getRawType())
                    : super.findTypeName(config, annotated);
        }

        @Override
        public Object findEnumNamingStrategy(MapperConfig<?> config, AnnotatedClass annotated) {
            return KEBAB_CASE;
        }

        private static boolean isOfSealed(Class<?> type) {
            return !Collection.class.isAssignableFrom(type)
                    && (type.isSealed() || Stream.of(type.getInterfaces()).anyMatch(Class::isSealed));
        }
    }
}
