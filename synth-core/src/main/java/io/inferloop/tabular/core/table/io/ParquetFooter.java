package io.inferloop.tabular.core.table.io;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RepetitionType;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.FileSchema;
import dev.hardwood.schema.SchemaNode;
import io.inferloop.tabular.core.table.UnreadableTableException;
import io.inferloop.tabular.core.table.UnreadableTableException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** What the end of a Parquet file says of the rest, found to be a flat table within the limits. */
record ParquetFooter(List<ParquetColumn> columns, List<RowGroup> groups, long rows) {

    private static final int MAGIC =
            ByteBuffer.wrap("PAR1".getBytes(StandardCharsets.US_ASCII)).getInt();
    private static final int TAIL_BYTES = 8;

    /** Of five thousand columns and hundreds of row groups; more is no footer. */
    private static final int MOST_FOOTER_BYTES = 64 << 20;

    private static final Set<CompressionCodec> CODECS = Set.of(
            CompressionCodec.UNCOMPRESSED, CompressionCodec.SNAPPY, CompressionCodec.GZIP, CompressionCodec.ZSTD);

    ParquetFooter {
        columns = List.copyOf(columns);
        groups = List.copyOf(groups);
    }

    /** Looks at the file's two ends before anything believes what they say. */
    static void requireEnds(SeekableBytes file) throws IOException {
        if (file.length() == 0) {
            throw new UnreadableTableException(Reason.EMPTY, "The file is empty. It should be a Parquet file");
        }
        if (file.length() < 2 * TAIL_BYTES - 4 || file.read(0, 4).getInt() != MAGIC) {
            throw new UnreadableTableException(
                    Reason.MALFORMED,
                    "The file is no Parquet: it does not begin with PAR1. Send Parquet, or name the format that it"
                            + " has");
        }
        ByteBuffer tail = file.read(file.length() - TAIL_BYTES, TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long footerBytes = Integer.toUnsignedLong(tail.getInt());
        if (tail.order(ByteOrder.BIG_ENDIAN).getInt() != MAGIC || footerBytes > file.length() - TAIL_BYTES - 4) {
            throw new UnreadableTableException(
                    Reason.MALFORMED, "The Parquet file is cut off: its end is no footer. Send the whole file");
        }
        if (footerBytes > MOST_FOOTER_BYTES) {
            throw new UnreadableTableException(
                    Reason.TOO_LARGE,
                    "The Parquet file's footer has %,d bytes, allowed are %,d. Write fewer columns or larger row groups"
                            .formatted(footerBytes, MOST_FOOTER_BYTES));
        }
    }

    static ParquetFooter of(ParquetFileReader reader, long fileBytes, TableLimits limits) {
        FileSchema schema = reader.getFileSchema();
        ColumnNames names = new ColumnNames(limits.maxColumns());
        for (SchemaNode field : schema.getRootNode().children()) {
            names.add(field.name(), "The Parquet schema");
            if (!(field instanceof SchemaNode.PrimitiveNode) || field.repetitionType() == RepetitionType.REPEATED) {
                throw new UnreadableTableException(
                        Reason.NESTED,
                        "Column '%s' is nested (a list, a map or a struct). A table has one value in a cell: flatten the column, or leave it out"
                                .formatted(field.name()));
            }
        }
        if (names.count() == 0) {
            throw new UnreadableTableException(Reason.EMPTY, "The Parquet file has no columns");
        }
        List<ParquetColumn> columns =
                schema.getColumns().stream().map(ParquetColumn::of).toList();
        FileMetaData file = reader.getFileMetaData();
        ParquetFooter footer = new ParquetFooter(columns, file.rowGroups(), file.numRows());
        footer.requireRows(limits);
        footer.requireChunks(fileBytes, limits);
        return footer;
    }

    TableOutline outline() {
        return new TableOutline(columns.stream().map(ParquetColumn::name).toList(), rows);
    }

    /** Bytes of all values before compression, as the footer has them. */
    long uncompressedBytes() {
        return chunks().mapToLong(chunk -> chunk.metaData().totalUncompressedSize())
                .sum();
    }

    private java.util.stream.Stream<ColumnChunk> chunks() {
        return groups.stream().flatMap(group -> group.columns().stream());
    }

    private void requireRows(TableLimits limits) {
        if (rows == 0) {
            throw new UnreadableTableException(
                    Reason.NO_ROWS, "The Parquet file has %d columns and no rows. Add rows".formatted(columns.size()));
        }
        if (rows > limits.maxRows()) {
            throw new UnreadableTableException(
                    Reason.TOO_LARGE, "The table has %,d rows, allowed are %,d".formatted(rows, limits.maxRows()));
        }
        long inGroups = 0;
        for (RowGroup group : groups) {
            if (group.numRows() < 0 || group.numRows() > rows || group.columns().size() != columns.size()) {
                throw contradiction();
            }
            inGroups += group.numRows();
        }
        if (rows < 0 || inGroups != rows) {
            throw contradiction();
        }
    }

    private void requireChunks(long fileBytes, TableLimits limits) {
        long uncompressed = 0;
        for (RowGroup group : groups) {
            for (ColumnChunk chunk : group.columns()) {
                var data = chunk.metaData();
                if (data == null) {
                    throw contradiction();
                }
                long start = chunk.chunkStartOffset();
                if (start < 4
                        || data.totalCompressedSize() < 0
                        || start > fileBytes - data.totalCompressedSize()
                        || data.totalUncompressedSize() < 0
                        || data.numValues() != group.numRows()) {
                    throw contradiction();
                }
                if (!CODECS.contains(data.codec())) {
                    throw new UnreadableTableException(
                            Reason.UNSUPPORTED_TYPE,
                            "Column '%s' is compressed with %s. Write the file with snappy, zstd, gzip or without compression"
                                    .formatted(data.pathInSchema(), data.codec()));
                }
                uncompressed = Math.addExact(uncompressed, data.totalUncompressedSize());
            }
        }
        if (uncompressed > limits.maxBytes()) {
            throw new UnreadableTableException(
                    Reason.TOO_LARGE,
                    "The table has %,d bytes (unpacked), allowed are %,d. Send fewer rows or columns, or choose a larger plan"
                            .formatted(uncompressed, limits.maxBytes()));
        }
    }

    private static UnreadableTableException contradiction() {
        return new UnreadableTableException(
                Reason.MALFORMED,
                "The Parquet file is damaged: its footer contradicts itself or the file's size. Write the file again");
    }
}
