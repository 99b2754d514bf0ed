package io.inferloop.tabular.core.table.io;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.RowGroup;
import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.UnreadableTableException.Reason;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes from page to page of a column and holds what their headers claim to the limits, before a library makes room for it:
 * some bytes of a page can claim to unpack into gigabytes.
 */
final class ParquetPages {

    /** DuckDB writes pages of up to 100 MB; others stop at 1 MiB. */
    private static final int MOST_PAGE_BYTES = 128 << 20;

    private static final int HEADER_BYTES = 512;
    private static final int MOST_HEADER_BYTES = 1 << 20;
    private static final int DICTIONARY_PAGE = 2;

    private final SeekableBytes file;
    private final TableLimits limits;
    private long uncompressedBytes;

    ParquetPages(SeekableBytes file, TableLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    /** @return bytes of the column's largest dictionary: no text of a dictionary is longer */
    int largestDictionary(ParquetColumn column, List<RowGroup> groups) throws IOException {
        int largest = 0;
        for (RowGroup group : groups) {
            ColumnChunk chunk = group.columns().get(column.index());
            long position = chunk.chunkStartOffset();
            long end = position + chunk.metaData().totalCompressedSize();
            while (position < end) {
                PageHeader header = header(column, position, end);
                if (header.type == DICTIONARY_PAGE) {
                    largest = Math.max(largest, header.uncompressedBytes);
                }
                position += header.bytes + (long) header.compressedBytes;
            }
            if (position != end) {
                throw damaged(column, null);
            }
        }
        return largest;
    }

    private PageHeader header(ParquetColumn column, long position, long end) throws IOException {
        for (int window = HEADER_BYTES; ; window *= 8) {
            int length = (int) Math.min(window, end - position);
            try {
                PageHeader header = PageHeader.read(file.read(position, length));
                require(column, header);
                return header;
            } catch (BufferUnderflowException | IllegalArgumentException e) {
                if (length < window || window >= MOST_HEADER_BYTES || e instanceof IllegalArgumentException) {
                    throw damaged(column, e);
                }
            }
        }
    }

    private void require(ParquetColumn column, PageHeader header) {
        if (header.compressedBytes < 0 || header.uncompressedBytes < 0) {
            throw damaged(column, null);
        }
        uncompressedBytes += header.uncompressedBytes;
        if (header.uncompressedBytes > MOST_PAGE_BYTES || uncompressedBytes > limits.maxBytes()) {
            throw new UnreadableTableException(
                    Reason.TOO_LARGE,
                    "Column '%s' unpacks to more than is allowed: a page of %,d bytes (at most %,d) in a table of %,d (at most %,d). Write smaller pages, or send fewer rows"
                            .formatted(
                                    column.name(),
                                    header.uncompressedBytes,
                                    MOST_PAGE_BYTES,
                                    uncompressedBytes,
                                    limits.maxBytes()));
        }
    }

    static UnreadableTableException damaged(ParquetColumn column, @Nullable Throwable cause) {
        return new UnreadableTableException(
                Reason.MALFORMED,
                "The Parquet file is damaged in column '%s'. Write the file again".formatted(column.name()),
                cause);
    }

    /** The members of Thrift's PageHeader that matter here. */
    private record PageHeader(int type, int uncompressedBytes, int compressedBytes, int bytes) {

        static PageHeader read(ByteBuffer buffer) {
            ThriftStruct struct = new ThriftStruct(buffer);
            long[] members = {-1, -1, -1};
            while (struct.next()) {
                if (struct.field() >= 1 && struct.field() <= 3) {
                    members[struct.field() - 1] = struct.integer();
                } else {
                    struct.skip();
                }
            }
            for (long member : members) {
                if (member != (int) member) {
                    throw new IllegalArgumentException("A page header says " + member);
                }
            }
            return new PageHeader((int) members[0], (int) members[1], (int) members[2], buffer.position());
        }
    }
}
