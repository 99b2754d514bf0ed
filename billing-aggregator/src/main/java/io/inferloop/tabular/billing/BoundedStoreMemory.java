package io.inferloop.tabular.billing;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Puts all RocksDB stores of the process under one memory limit: without it each store of each partition has its own
 * cache and buffers. Kafka Streams makes an instance per store by name, so what is shared is static.
 */
public final class BoundedStoreMemory implements RocksDBConfigSetter {

    /** Streams configuration: the limit in bytes. */
    static final String LIMIT = "tabular.billing.store.memory.bytes";

    private static @Nullable Cache cache;
    private static @Nullable WriteBufferManager writeBuffers;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        share(options, Long.parseLong(String.valueOf(configs.get(LIMIT))));
    }

    private static synchronized void share(Options options, long limitBytes) {
        if (cache == null) {
            cache = new LRUCache(limitBytes);
            writeBuffers = new WriteBufferManager(limitBytes / 2, cache);
        }
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(cache);
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        // Nearly every look-up in the store of seen ids is for one that is not there.
        table.setFilterPolicy(new BloomFilter(10));
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(writeBuffers);
        options.setMaxWriteBufferNumber(2);
        options.setWriteBufferSize(Math.max(1 << 20, limitBytes / 8));
    }

    @Override
    public void close(String storeName, Options options) {
        // The cache and the buffers belong to the process, not to this store.
    }
}
