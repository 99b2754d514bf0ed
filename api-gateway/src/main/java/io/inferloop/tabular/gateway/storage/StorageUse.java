package io.inferloop.tabular.gateway.storage;

/**
 * What an organization takes of the object store, in bytes.
 *
 * @param datasets as stored, compressed where they came so
 * @param results of jobs, until they expire
 * @param reserved by uploads that have begun and may still arrive
 */
record StorageUse(long datasets, long results, long reserved) {

    long used() {
        return datasets + results;
    }
}
