package io.inferloop.tabular.gateway.dataset;

import java.util.List;

/** What a pass over a table found: its column names and how many rows follow the header. */
record TableShape(List<String> columns, long rows) {}
