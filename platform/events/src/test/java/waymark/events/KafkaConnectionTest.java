package waymark.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaConnectionTest {
    @ParameterizedTest
    @CsvSource({"acks,1", "acks,0", "enable.idempotence,false", "enable.auto.commit,true", "auto.offset.reset,latest"})
    void aSettingThatWouldLoseEventsIsRefusedByItsName(String setting, String value) {
        assertThatThrownBy(() -> new KafkaConnection("localhost:9092", Map.of(setting, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("waymark.kafka.settings." + setting)
                .hasMessageContaining(value);
    }

    @Test
    void otherSettingsArePassedOn() {
        var settings = Map.of("security.protocol", "SSL", "acks", "all");

        assertThat(new KafkaConnection("localhost:9092", settings).settings()).isEqualTo(settings);
    }
}
