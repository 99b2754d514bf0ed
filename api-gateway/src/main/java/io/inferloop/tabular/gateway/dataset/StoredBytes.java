package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.core.table.io.SeekableBytes;
import io.inferloop.tabular.platform.storage.ObjectStore;
import io.inferloop.tabular.platform.storage.StoredObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The bytes of a stored object; every read is a request for a range. */
record StoredBytes(ObjectStore store, StoredObject object) implements SeekableBytes {

    @Override
    public long length() {
        return object.sizeBytes();
    }

    @Override
    public ByteBuffer read(long position, int length) throws IOException {
        if (length == 0) {
            return ByteBuffer.allocate(0);
        }
        try (InputStream range = store.open(object.key(), position, position + length - 1)) {
            byte[] bytes = range.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException("%s ends at byte %d".formatted(object.key(), position + bytes.length));
            }
            return ByteBuffer.wrap(bytes);
        }
    }
}
