package waymark.drills;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/** Takes names that end in .localhost for this machine, as browsers do (RFC 6761, 6.3) and not every system does: the composition's provider of sign-in has such a name. */
public final class LocalNames extends InetAddressResolverProvider {

    @Override
    public InetAddressResolver get(Configuration configuration) {
        var others = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                return others.lookupByName(host.endsWith(".localhost") ? "localhost" : host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return others.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "names of this machine";
    }
}
