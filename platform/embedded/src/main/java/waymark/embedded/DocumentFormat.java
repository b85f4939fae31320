package waymark.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Documents in the file as BSON: a fraction of the bytes and of the time of Java's serialisation. */
final class DocumentFormat extends BasicDataType<Document> {

    private static final int EMBEDDED_DOCUMENT = 0x03;
    private static final int ARRAY = 0x04;

    /** Field names recur in every document, so one string serves all; bounded, as names may be data. */
    private static final Map<String, String> NAMES = new ConcurrentHashMap<>();

    private static final int MOST_NAMES = 10_000;

    @Override
    public void write(WriteBuffer file, Document document) {
        ByteBuf buffer = Unpooled.buffer(4096);
        BsonEncoder.encodeDocument(document, buffer);
        file.put(ByteBuffer.wrap(buffer.array(), 0, buffer.writerIndex()));
    }

    @Override
    public Document read(ByteBuffer file) {
        ByteBuf buffer = Unpooled.wrappedBuffer(file);
        Document document = document(buffer);
        file.position(file.position() + buffer.readerIndex());
        return document;
    }

    private static Document document(ByteBuf buffer) {
        buffer.skipBytes(Integer.BYTES);
        var document = new Document();
        for (byte type = buffer.readByte(); type != 0; type = buffer.readByte()) {
            String name = shared(BsonDecoder.decodeCString(buffer));
            document.put(name, value(type, buffer));
        }
        return document;
    }

    private static Object value(byte type, ByteBuf buffer) {
        return switch (type) {
            case EMBEDDED_DOCUMENT -> document(buffer);
            case ARRAY -> new ArrayList<>(document(buffer).values());
            default -> BsonDecoder.decodeValue(type, buffer);
        };
    }

    private static String shared(String name) {
        String known = NAMES.get(name);
        if (known != null) {
            return known;
        }
        if (NAMES.size() < MOST_NAMES) {
            NAMES.put(name, name);
        }
        return name;
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }

    /** About how many bytes of heap a document takes: the size of the cache rests on it. */
    @Override
    public int getMemory(Document document) {
        return bytes(document);
    }

    private static int bytes(Object value) {
        return switch (value) {
            case null -> 0;
            case String text -> 48 + text.length();
            case Map<?, ?> map -> {
                int sum = 160;
                for (Object entry : map.values()) {
                    sum += 48 + bytes(entry);
                }
                yield sum;
            }
            case Collection<?> list -> {
                int sum = 40;
                for (Object entry : list) {
                    sum += 4 + bytes(entry);
                }
                yield sum;
            }
            default -> 32;
        };
    }
}
