package waymark.web;

import io.micrometer.tracing.Tracer;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategy;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;
import waymark.calendar.BusinessClock;
import waymark.events.KafkaConnection;

/** The beans that every service has. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WaymarkSettings.class)
@Import(ProblemHandling.class)
class PlatformConfiguration {
    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    /** A test brings a clock that it can turn. */
    @Bean
    @ConditionalOnMissingBean
    BusinessClock businessClock(WaymarkSettings settings) {
        return settings.asAt() == null ? BusinessClock.system() : BusinessClock.startingOn(settings.asAt());
    }

    @Bean
    KafkaConnection kafkaConnection(WaymarkSettings settings) {
        return new KafkaConnection(
                settings.kafka().bootstrapServers(), settings.kafka().settings());
    }

    @Bean
    Recorders recorders(BusinessClock clock, Tracer tracer) {
        return new Recorders(clock, tracer);
    }

    /** The head of the OpenAPI document, and the headers of commands. */
    @Bean
    OpenApiCustomizer openApi(@Value("${spring.application.name}") String service) {
        return document -> {
            document.setServers(List.of());
            document.setInfo(
                    new Info()
                            .title("Waymark: " + service)
                            .version("1")
                            .description(
                                    "Days are ISO 8601 local dates, Europe/London; instants are UTC. What is not recorded is null. A fault is an RFC 9457 "
                                            + "problem document (application/problem+json) with a stable rule, the place and what to change."));
            document.getPaths()
                    .forEach((address, path) -> path.readOperationsMap().forEach((method, operation) -> {
                        if (method == PathItem.HttpMethod.POST && address.contains("{id}")) {
                            header(
                                    operation,
                                    "If-Match",
                                    "ETag of the case as it was read: 412 where it has changed since");
                            header(
                                    operation,
                                    "Idempotency-Key",
                                    "makes a repetition find the first answer; another request under it: 422");
                        }
                    }));
        };
    }

    private static void header(Operation operation, String name, String meaning) {
        operation.addParametersItem(
                new HeaderParameter().name(name).description(meaning).schema(new StringSchema()));
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(
            WaymarkSettings settings, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        var filter = new FilterRegistrationBean<>(new BodyLimit(settings, problems));
        filter.setOrder(Ordered.LOWEST_PRECEDENCE - 100);
        return filter;
    }

    /** What a caller misspells or mistypes is refused with its place, never guessed at or dropped. */
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return json -> json.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        onlyText -> List.of(
                                        CoercionInputShape.Integer,
                                        CoercionInputShape.Float,
                                        CoercionInputShape.Boolean)
                                .forEach(other -> onlyText.setCoercion(other, CoercionAction.Fail)))
                .addModule(new SimpleModule("days").addDeserializer(LocalDate.class, new Day()))
                .annotationIntrospector(new KebabCaseConstants());
    }

    /** A day is one text: an instant's day would depend on the time zone, and a list of numbers is no date to an officer. */
    private static final class Day extends StdDeserializer<LocalDate> {
        Day() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser json, DeserializationContext context) {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return (LocalDate) context.handleUnexpectedToken(LocalDate.class, json);
            }
            try {
                return Preconditions.day(json.getString());
            } catch (DateTimeParseException noDay) {
                return (LocalDate) context.handleWeirdStringValue(LocalDate.class, json.getString(), "no day");
            }
        }
    }

    private static final class KebabCaseConstants extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        /** Jackson's own writes a number as part of the word before it: into-post16. */
        private static final EnumNamingStrategy KEBAB_CASE = (settings, type, name) -> Constants.code(name);

        @Override
        public Object findEnumNamingStrategy(MapperConfig<?> config, AnnotatedClass annotated) {
            return KEBAB_CASE;
        }
    }
}
