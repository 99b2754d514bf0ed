package io.inferloop.tabular.gateway.dataset;

import io.inferloop.tabular.core.table.io.TableOutline;
import io.inferloop.tabular.platform.storage.StoredObject;

/** A table that lies in the object store and was found good. */
record CheckedTable(DatasetId id, StoredObject object, TableOutline outline) {}
