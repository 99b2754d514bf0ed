package io.inferloop.tabular.platform.storage;

import java.io.OutputStream;

/** Bytes on their way into an object that exists only after {@link #complete()}. {@code close()} without it discards everything, so a failure in a try block leaves nothing. */
public abstract sealed class ObjectWriter extends OutputStream permits MultipartWriter {

    /** Stores the object. Nothing can be written afterwards. */
    public abstract StoredObject complete();

    /** Bytes written so far. */
    public abstract long sizeBytes();

    @Override
    public abstract void close();
}
