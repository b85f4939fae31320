package waymark.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class LocalNamesTest {

    @Test
    void aNameThatEndsInLocalhostIsThisMachineAndNoOtherNameIs() throws UnknownHostException {
        assertThat(InetAddress.getAllByName("identity.localhost"))
                .isNotEmpty()
                .allMatch(InetAddress::isLoopbackAddress);
        assertThatThrownBy(() -> InetAddress.getAllByName("identity.invalid")).isInstanceOf(UnknownHostException.class);
    }
}
